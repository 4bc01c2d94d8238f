import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { ACTIVATION_PASSWORD } from '../../../protocol/ids.ts';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { Screen } from '../../components/screen.tsx';
import { SecretField } from '../../components/secret-field.tsx';
import { Steps } from '../../components/steps.tsx';
import { useUi, useWords } from '../../context.ts';
import { useSetUpWords } from './set-up-messages.ts';
import { STEPS } from './steps.ts';

/** Third step: the digits chosen at application. `refused`: the authority did not accept the three together. */
export function PasswordStep({ refused, onEdit }: { refused: boolean; onEdit: () => void }) {
  const ui = useUi();
  const common = useWords();
  const words = useSetUpWords();
  const tried = useSignal(false);
  const input = useRef<HTMLInputElement>(null);
  const { activationPassword } = ui.draft.value;
  const fault = () =>
    ACTIVATION_PASSWORD.test(ui.draft.value.activationPassword) ? null : words.activationPasswordBad;
  const submit = () => {
    tried.value = true;
    if (fault()) input.current?.focus();
    else ui.router.go({ at: 'set-up', step: 'consent' });
  };
  return (
    <form
      class="contents"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Screen
        title={words.passwordTitle}
        lead={words.passwordLead}
        back
        above={<Steps step={3} total={STEPS} />}
        actions={<Button type="submit">{common.next}</Button>}
      >
        <div class="form">
          {refused && (
            <Notice tone="danger" title={words.failRefusedTitle} alert>
              <p>{words.failRefused}</p>
            </Notice>
          )}
          <SecretField
            label={words.activationPassword}
            hint={words.activationPasswordHint}
            value={activationPassword}
            error={tried.value ? fault() : null}
            input={input}
            onValue={(value) => {
              ui.draft.value = { ...ui.draft.value, activationPassword: value };
              if (tried.value) tried.value = false;
              onEdit();
            }}
          />
        </div>
      </Screen>
    </form>
  );
}
