import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { CheckField } from '../../components/check-field.tsx';
import { Notice } from '../../components/notice.tsx';
import { Screen } from '../../components/screen.tsx';
import { Steps } from '../../components/steps.tsx';
import { useUi } from '../../context.ts';
import { useSetUpWords } from './set-up-messages.ts';
import { STEPS } from './steps.ts';

/** Last step: what to keep in mind, agreed to; then the set-up itself. */
export function ConsentStep(props: { failure: string | null; busy: boolean; onSetUp: () => void }) {
  const ui = useUi();
  const words = useSetUpWords();
  const tried = useSignal(false);
  const input = useRef<HTMLInputElement>(null);
  const { consent } = ui.draft.value;
  const submit = () => {
    if (props.busy) return;
    tried.value = true;
    if (consent) props.onSetUp();
    else input.current?.focus();
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
        title={words.consentTitle}
        back
        above={<Steps step={4} total={STEPS} />}
        actions={
          <Button type="submit" busy={props.busy}>
            {props.busy ? words.settingUp : words.setUp}
          </Button>
        }
      >
        <div class="form">
          <ul class="points">
            {[words.consentPoint1, words.consentPoint2, words.consentPoint3, words.consentPoint4].map(
              (point) => (
                <li key={point}>{point}</li>
              ),
            )}
          </ul>
          <CheckField
            label={words.consentAgree}
            checked={consent}
            error={tried.value && !consent ? words.consentNeeded : null}
            input={input}
            onChange={(agreed) => {
              ui.draft.value = { ...ui.draft.value, consent: agreed };
            }}
          />
          {props.failure && (
            <Notice tone="danger" title={words.failTitle} alert>
              <p>{props.failure}</p>
            </Notice>
          )}
        </div>
      </Screen>
    </form>
  );
}
