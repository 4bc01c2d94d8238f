import type { TokenView } from '../../../app/types.ts';
import { DigitGroups } from '../../components/digit-groups.tsx';
import { Icon } from '../../components/icon.tsx';
import { Ring } from '../../components/ring.tsx';
import { useUi, useWords } from '../../context.ts';
import { currentCode, isLate } from '../../current-code.ts';
import { spellDigits } from '../../digits.ts';
import { calendarDays } from '../../duration.ts';
import { rowWords } from '../../standing.ts';
import { tokenNotes, tokenTitle } from '../../token-name.ts';

/** One token of the list: its name, its code where there is one to show, and what it waits for. */
export function TokenRow({ token }: { token: TokenView }) {
  const ui = useUi();
  const words = useWords();
  const language = ui.language.value;
  const view = currentCode(ui, token);
  const late = view !== null && isLate(view);
  const instead = view ? null : rowWords(ui, token);
  const [note] = tokenNotes(token, language);
  return (
    <button
      type="button"
      class={instead?.isTrouble ? 'row row-danger' : 'row'}
      onClick={() => {
        ui.list.opened = token.id;
        ui.router.go({ at: 'token', id: token.id });
      }}
    >
      <span class="row-text">
        <span class="row-name">
          {tokenTitle(token, language)}
          {note && <small> {note}</small>}
        </span>
        {view ? (
          <span class={late ? 'row-code late' : 'row-code'}>
            <span class="digit-groups" data-part="code" aria-hidden="true">
              <DigitGroups digits={view.code} />
            </span>
            <span class="hidden">{spellDigits(view.code)}</span>
          </span>
        ) : (
          <span class={instead?.isReady ? 'row-ask' : 'row-standing'}>{instead?.text}</span>
        )}
        {token.source === 'issuer' && token.renewalDue && (
          <span class="row-note">{words.renewalRow(calendarDays(ui.app.now(), token.expiresAt))}</span>
        )}
      </span>
      {view ? <Ring left={view.secondsLeft} period={view.period} late={late} /> : <Icon name="forward" />}
    </button>
  );
}
