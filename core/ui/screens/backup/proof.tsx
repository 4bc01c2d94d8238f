import { ProofForm } from '../../components/proof-form.tsx';
import { Screen } from '../../components/screen.tsx';
import { useUi } from '../../context.ts';
import { backupMessages } from './backup-messages.ts';

/** Asks for the lock code or the passkey before an act that would lead around the lock. */
export function Proof({ submit, onProved }: { submit: string; onProved?: () => void }) {
  const words = backupMessages[useUi().language.value];
  return <ProofForm lead={words.proof} passkey={words.proofPasskey} submit={submit} onProved={onProved} />;
}

/** The same in the place of a screen that needs it; the screen comes when `app.needsProof` ends. */
export function ProofScreen({ title }: { title: string }) {
  const ui = useUi();
  const words = backupMessages[ui.language.value];
  return (
    <Screen title={title} back>
      <Proof submit={words.proofDo} />
    </Screen>
  );
}
