import { useSignal } from '@preact/signals';
import type { BackupPlan } from '../../../app/types.ts';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { Screen } from '../../components/screen.tsx';
import { announce, useUi } from '../../context.ts';
import { tokenNotes, tokenTitle } from '../../token-name.ts';
import { backupMessages } from './backup-messages.ts';

/**
 * The new device has everything: what moved may be removed here. Chosen beforehand are the person's own tokens; a
 * bank's stay, because only this device can have them renewed.
 */
export function MoveDone({ plan }: { plan: BackupPlan }) {
  const ui = useUi();
  const words = backupMessages[ui.language.value];
  const moved = plan.leaving.filter(({ id }) => ui.app.tokens.value.some((token) => token.id === id));
  const chosen = useSignal<readonly string[]>(
    plan.leaving.filter(({ source }) => source === 'own').map(({ id }) => id),
  );
  const trouble = useSignal<string | null>(null);
  const busy = useSignal(false);
  const remove = async () => {
    const ids = chosen.value.filter((id) => moved.some((token) => token.id === id));
    trouble.value = ids.length === 0 ? words.moveRemoveNone : null;
    if (trouble.value) return;
    busy.value = true;
    try {
      for (const id of ids) await ui.app.remove(id);
      announce(ui, words.moveRemoved(ids.length));
      ui.router.home();
    } catch {
      trouble.value = words.moveRemoveFailed;
    } finally {
      busy.value = false;
    }
  };
  return (
    <Screen
      title={words.moveDoneTitle}
      lead={words.moveDoneLead}
      actions={
        <>
          <Button onPress={() => ui.router.home()}>{words.moveKeep}</Button>
          <Button look="danger" busy={busy.value} onPress={() => void remove()}>
            {words.moveRemove(chosen.value.length)}
          </Button>
        </>
      }
    >
      <ul class="checks">
        {moved.map((token) => (
          <li key={token.id}>
            <label class="check">
              <input
                type="checkbox"
                checked={chosen.value.includes(token.id)}
                onChange={(event) => {
                  const { checked } = event.currentTarget;
                  chosen.value = [
                    ...chosen.value.filter((id) => id !== token.id),
                    ...(checked ? [token.id] : []),
                  ];
                  trouble.value = null;
                }}
              />
              <span>
                <b>{tokenTitle(token, ui.language.value)}</b>
                <small>{tokenNotes(token, ui.language.value).join(' · ')}</small>
              </span>
            </label>
          </li>
        ))}
      </ul>
      {trouble.value && (
        <p class="error" role="alert">
          {trouble.value}
        </p>
      )}
      {moved.some(({ source }) => source === 'issuer') && (
        <Notice>
          <p>{words.moveKeepIssuer}</p>
        </Notice>
      )}
      {moved.some(({ otp }) => otp.kind === 'event') && (
        <Notice>
          <p>{words.moveRemoveEvent}</p>
        </Notice>
      )}
    </Screen>
  );
}
