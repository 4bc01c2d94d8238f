import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { Screen } from '../../components/screen.tsx';
import { useUi } from '../../context.ts';
import { useLockWords } from './lock-messages.ts';
import { PasskeyProof } from './passkey-proof.tsx';
import { usePasskeySwitch } from './passkey-switch.ts';

/** After a change of the code: a new vault key has ended the passkey, which can be turned on again at once. */
export function PasskeyAgain() {
  const { router } = useUi();
  const words = useLockWords();
  const passkey = usePasskeySwitch();
  const turnOn = async () => {
    if (await passkey.turnOn()) router.back();
  };
  return (
    <Screen
      title={words.changed}
      lead={words.changedPasskey}
      actions={
        <>
          {!passkey.asksProof && (
            <Button icon="finger" busy={passkey.busy} onPress={() => void turnOn()}>
              {passkey.busy ? words.passkeyBusy : words.passkeyAgain}
            </Button>
          )}
          <Button look="line" onPress={() => router.back()}>
            {words.passkeyNotAgain}
          </Button>
        </>
      }
    >
      {passkey.asksProof && <PasskeyProof />}
      {passkey.trouble && (
        <Notice tone="danger" alert>
          <p>{passkey.trouble}</p>
        </Notice>
      )}
    </Screen>
  );
}
