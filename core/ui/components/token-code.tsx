import type { ComponentChildren } from 'preact';
import type { TokenView } from '../../app/types.ts';
import { useUi } from '../context.ts';
import { currentCode } from '../current-code.ts';
import { tokenNotes, tokenTitle } from '../token-name.ts';
import { CodeNow } from './code-now.tsx';
import { CoveredCode } from './covered-code.tsx';
import { EventCode } from './event-code.tsx';
import { Tag } from './tag.tsx';
import { TokenStanding } from './token-standing.tsx';

export interface TokenCodeProps {
  token: TokenView;
  /** Stands where the tag says that a code works once. */
  note?: ComponentChildren;
  /** How the button for an event-based code looks before one is shown: 'quiet' beside another main action. */
  eventLook?: 'main' | 'quiet';
}

/** What a token's tag holds now: a code, the way to one, or why there is none. */
function Body({ token, note, eventLook }: TokenCodeProps) {
  const ui = useUi();
  if (token.standing !== 'ready') return <TokenStanding token={token} />;
  // A code that was asked for stays until the person leaves, also where the next one is covered.
  const isAsked = ui.asked.value?.id === token.id;
  if (ui.app.isCovered(token.id) && !isAsked) return <CoveredCode token={token} />;
  if (token.otp.kind === 'event') return <EventCode token={token} look={eventLook ?? 'main'} />;
  const view = currentCode(ui, token);
  return view ? <CodeNow view={view} note={note} /> : <TokenStanding token={token} />;
}

/** A token's tag: whose it is, and its code. */
export function TokenCode(props: TokenCodeProps) {
  const { token } = props;
  const language = useUi().language.value;
  return (
    <Tag quiet={token.standing !== 'ready'}>
      <h2 class="tag-name">{tokenTitle(token, language)}</h2>
      <p class="tag-memo">{tokenNotes(token, language).join(' · ')}</p>
      <Body {...props} />
    </Tag>
  );
}
