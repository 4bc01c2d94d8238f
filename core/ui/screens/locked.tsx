import { Screen } from '../components/screen.tsx';
import { UnlockForm } from '../components/unlock-form.tsx';
import { useWords } from '../context.ts';

/** The app lock: the screen of a locked vault. */
export function Locked(props: { failures: number; waitUntil: number | null; passkey: boolean }) {
  const { failures, waitUntil } = props;
  const words = useWords();
  return (
    <Screen title={words.lockedTitle} lead={words.lockedLead} centered>
      <UnlockForm failures={failures} waitUntil={waitUntil} />
      <details class="more">
        <summary>{words.lockForgotTitle}</summary>
        <p>{words.lockForgotBody}</p>
      </details>
    </Screen>
  );
}
