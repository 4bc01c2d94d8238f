import { Screen } from '../components/screen.tsx';
import { UnlockForm } from '../components/unlock-form.tsx';
import { useUi, useWords } from '../context.ts';

/** The app lock: the screen of a locked vault. */
export function Locked(props: { failures: number; waitUntil: number | null; passkey: boolean }) {
  const { router } = useUi();
  const words = useWords();
  return (
    <Screen title={words.lockedTitle} lead={props.passkey ? undefined : words.lockedLead} centered>
      <UnlockForm failures={props.failures} waitUntil={props.waitUntil} passkey={props.passkey} />
      <button type="button" class="text-button" onClick={() => router.go({ at: 'forgot' })}>
        {words.lockForgotTitle}
      </button>
    </Screen>
  );
}
