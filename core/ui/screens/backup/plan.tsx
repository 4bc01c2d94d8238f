import type { BackupPlan, TokenView } from '../../../app/types.ts';
import { useUi } from '../../context.ts';
import { tokenNotes, tokenTitle } from '../../token-name.ts';
import { backupMessages } from './backup-messages.ts';

/** Tokens by name, one a line. */
export function TokenNames({ tokens }: { tokens: readonly TokenView[] }) {
  const { language } = useUi();
  return (
    <ul class="names">
      {tokens.map((token) => (
        <li key={token.id}>
          <b>{tokenTitle(token, language.value)}</b>
          <small>{tokenNotes(token, language.value).join(' · ')}</small>
        </li>
      ))}
    </ul>
  );
}

/** What may leave this device; nothing where that is said elsewhere. */
export function Leaving({ plan }: { plan: BackupPlan }) {
  const ui = useUi();
  const words = backupMessages[ui.language.value];
  return (
    <section class="group">
      <h2>{words.leavingTitle(plan.leaving.length)}</h2>
      {plan.leaving.length > 0 ? (
        <TokenNames tokens={plan.leaving} />
      ) : (
        <p class="hint">{words.leavingNone}</p>
      )}
    </section>
  );
}

/** What has to stay, why, and what to do instead. */
export function Staying({ plan }: { plan: BackupPlan }) {
  const ui = useUi();
  const words = backupMessages[ui.language.value];
  if (plan.staying.length === 0) return null;
  return (
    <section class="group">
      <h2>{words.stayingTitle(plan.staying.length)}</h2>
      <p class="hint">{words.stayingWhy}</p>
      <TokenNames tokens={plan.staying} />
      <details class="more">
        <summary>{words.stayingHow}</summary>
        <ol class="numbered">
          <li>{words.stayingStep1}</li>
          <li>{words.stayingStep2}</li>
          <li>{words.stayingStep3}</li>
        </ol>
        <p class="more-end">{words.stayingOld}</p>
      </details>
    </section>
  );
}

/** The same in a line to open, for screens that are about something else. */
export function PlanInShort({ plan }: { plan: BackupPlan }) {
  const ui = useUi();
  const words = backupMessages[ui.language.value];
  return (
    <details class="more">
      <summary>{words.planInShort(plan.leaving.length, plan.staying.length)}</summary>
      <div class="form">
        <Leaving plan={plan} />
        <Staying plan={plan} />
      </div>
    </details>
  );
}
