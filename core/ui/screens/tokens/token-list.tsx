import type { TokenView } from '../../../app/types.ts';
import { BarActions } from '../../components/bar-actions.tsx';
import { DigitGroups } from '../../components/digit-groups.tsx';
import { Icon } from '../../components/icon.tsx';
import { Ring } from '../../components/ring.tsx';
import { Screen } from '../../components/screen.tsx';
import { currentCode, isLate } from '../../components/token-code.tsx';
import { useUi, useWords } from '../../context.ts';
import { spellDigits } from '../../digits.ts';
import { calendarDays } from '../../duration.ts';
import { standingWords } from '../../standing.ts';
import { StorageNotices } from '../storage-notices.tsx';

function Row({ token }: { token: TokenView }) {
  const ui = useUi();
  const words = useWords();
  const language = ui.language.value;
  const view = currentCode(ui, token);
  const late = view !== null && isLate(view);
  const standing = view ? null : standingWords(ui, token);
  return (
    <li>
      <button
        type="button"
        class={standing?.isTrouble ? 'row row-danger' : 'row'}
        onClick={() => ui.router.go({ at: 'token', id: token.id })}
      >
        <span class="row-text">
          <span class="row-name">
            {token.service.name[language]}
            {token.displayName && <small> {token.displayName}</small>}
          </span>
          {view ? (
            <span class={late ? 'row-code late' : 'row-code'}>
              <span class="digit-groups" aria-hidden="true">
                <DigitGroups digits={view.code} />
              </span>
              <span class="hidden">{spellDigits(view.code)}</span>
            </span>
          ) : (
            <span class="row-standing">{standing?.row}</span>
          )}
          {token.renewalDue && (
            <span class="row-note">{words.renewalRow(calendarDays(ui.app.now(), token.expiresAt))}</span>
          )}
        </span>
        {view ? <Ring left={view.secondsLeft} period={view.period} late={late} /> : <Icon name="forward" />}
      </button>
    </li>
  );
}

/** Several tokens: each with its code; a press opens it large. */
export function TokenList({ tokens }: { tokens: readonly TokenView[] }) {
  const words = useWords();
  return (
    <Screen title={words.tokens} end={<BarActions />}>
      <ul class="rows">
        {tokens.map((token) => (
          <Row key={token.id} token={token} />
        ))}
      </ul>
      <StorageNotices />
    </Screen>
  );
}
