import { ProofForm } from '../../components/proof-form.tsx';
import { useLockWords } from './lock-messages.ts';

/**
 * Asks for the lock code before a passkey is turned on: where every code is asked for, whoever holds the open device
 * must not get around it by a passkey of theirs. The button comes back when the code was right; browsers want a
 * press of its own for a passkey.
 */
export function PasskeyProof() {
  const words = useLockWords();
  return (
    <ProofForm lead={words.passkeyProofFirst} submit={words.passkeyProofDo} passkey={words.passkeyProof} />
  );
}
