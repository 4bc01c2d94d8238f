import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Button, IconButton } from '../../components/button.tsx';
import { QrPicture } from '../../components/qr-picture.tsx';
import { Screen } from '../../components/screen.tsx';
import { useUi } from '../../context.ts';
import { backupMessages } from './backup-messages.ts';

/** How long each QR code stays, ms: a camera that looks eight times a second sees each twice. */
const EACH_MS = 350;

const isStill = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** The sealed backup as QR codes, one after the other and round again until the person stops it. */
export function MoveCodes({ texts, onRead }: { texts: readonly string[]; onRead: () => void }) {
  const ui = useUi();
  const words = backupMessages[ui.language.value];
  const total = texts.length;
  const at = useSignal(0);
  const playing = useSignal(total > 1 && !isStill());
  useEffect(() => {
    ui.platform.keepAwake?.(true);
    return () => ui.platform.keepAwake?.(false);
  }, []);
  useEffect(() => {
    if (!playing.value) return;
    const timer = setInterval(() => {
      at.value = (at.value + 1) % total;
    }, EACH_MS);
    return () => clearInterval(timer);
  }, [playing.value]);
  const step = (by: number) => {
    playing.value = false;
    at.value = (at.value + by + total) % total;
  };
  const index = at.value + 1;
  return (
    <Screen title={words.moveShowTitle} back actions={<Button onPress={onRead}>{words.moveRead}</Button>}>
      <div class="qr-card" data-part={`code-${index}`}>
        <QrPicture text={texts[at.value]!} label={words.moveQr(index, total)} mending="low" />
      </div>
      {total > 1 && (
        <div class="move-tools">
          <progress
            class="move-progress"
            max={total}
            value={index}
            aria-label={words.movePart(index, total)}
          />
          <div class="move-buttons">
            <IconButton icon="back" name={words.movePrevious} onPress={() => step(-1)} />
            <Button
              look="quiet"
              onPress={() => {
                playing.value = !playing.value;
              }}
            >
              {playing.value ? words.movePause : words.movePlay}
            </Button>
            <IconButton icon="forward" name={words.moveNext} onPress={() => step(1)} />
          </div>
          <p class="hint move-count">{words.movePart(index, total)}</p>
        </div>
      )}
      <ol class="numbered">
        <li>{words.moveStep1}</li>
        <li>{words.moveStep2}</li>
        <li>{words.moveStep3}</li>
      </ol>
      <p class="hint">{playing.value || total === 1 ? words.moveBright : words.moveByHand}</p>
    </Screen>
  );
}
