import { useSignal } from '@preact/signals';
import type { OwnTokenView } from '../../../app/types.ts';
import { Button } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { QrPicture } from '../../components/qr-picture.tsx';
import { Screen } from '../../components/screen.tsx';
import { useUi } from '../../context.ts';
import { tokenTitle } from '../../token-name.ts';
import { backupMessages } from './backup-messages.ts';
import { TokenNames } from './plan.tsx';
import { Proof } from './proof.tsx';

/** The token in the clear, for another app: its QR code and its address. */
function Shown({ token, address }: { token: OwnTokenView; address: string }) {
  const ui = useUi();
  const words = backupMessages[ui.language.value];
  return (
    <Screen
      title={tokenTitle(token, ui.language.value)}
      lead={words.exportShown}
      actions={
        <>
          <Button onPress={() => ui.router.back()}>{words.exportFinish}</Button>
          <CopyButton look="line" code={() => address} />
        </>
      }
    >
      <div class="qr-card">
        <QrPicture text={address} label={words.exportQr} />
      </div>
      {token.otp.kind === 'event' && (
        <Notice tone="danger">
          <p>{words.exportCounter}</p>
        </Notice>
      )}
      <details class="more">
        <summary>{words.exportAddress}</summary>
        <p class="address" data-part="address" translate={false}>
          {address}
        </p>
      </details>
    </Screen>
  );
}

/** Warns before a token of the person's own is shown in the clear; asks for the lock code where there is one. */
export function Export({ token }: { token: OwnTokenView }) {
  const ui = useUi();
  const words = backupMessages[ui.language.value];
  const address = useSignal<string | null>(null);
  const failed = useSignal(false);
  const hasLock = ui.app.hasLock.value;

  const show = async () => {
    address.value = await ui.app.exportOwn(token.id).catch(() => null);
    failed.value = address.value === null;
  };
  if (address.value !== null) return <Shown key="shown" token={token} address={address.value} />;
  return (
    <Screen
      key="warning"
      title={words.exportTitle}
      back
      actions={!hasLock && <Button onPress={() => void show()}>{words.exportShow}</Button>}
    >
      <TokenNames tokens={[token]} />
      <Notice tone="danger" title={words.exportWarning}>
        <p>{words.exportWarningBody}</p>
      </Notice>
      <ul class="points">
        {[words.exportPoint1, words.exportPoint2, words.exportPoint3].map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
      {failed.value && (
        <Notice tone="danger" alert>
          <p>{words.exportFailed}</p>
        </Notice>
      )}
      {hasLock && <Proof submit={words.exportShow} onProved={() => void show()} />}
    </Screen>
  );
}
