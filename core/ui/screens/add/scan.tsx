import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { ScanRefusal } from '../../../app/scan.ts';
import { createQrReader } from '../../../browser/qr-reader.ts';
import { type PictureFault, readPicture } from '../../../browser/read-qr.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { FileButton } from '../../components/file-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { Screen } from '../../components/screen.tsx';
import { useUi } from '../../context.ts';
import { CameraReader } from './scan/camera-reader.tsx';
import { type ScanWords, scanMessages } from './scan/scan-messages.ts';
import { take } from './scan/take.ts';
import { useFiles } from './scan/use-files.ts';

type Trouble = ScanRefusal | `picture-${PictureFault}`;

const PICTURE_WORDS = {
  'picture-no-code': 'pictureNoCode',
  'picture-no-picture': 'pictureNoPicture',
  'picture-too-large': 'pictureTooLarge',
} as const;

/** What is wrong, and what to do. */
function troubleWords(trouble: Trouble, words: ScanWords): string {
  return trouble in PICTURE_WORDS
    ? words[PICTURE_WORDS[trouble as keyof typeof PICTURE_WORDS]]
    : words[`refused-${trouble as ScanRefusal}`];
}

/** Text in place of a camera or a picture: an address, or a set-up link. */
function Paste({ words, onText }: { words: ScanWords; onText: (text: string) => ScanRefusal | null }) {
  const text = useSignal('');
  const trouble = useSignal<ScanRefusal | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const submit = () => {
    trouble.value = onText(text.value);
    if (trouble.value) input.current?.focus();
  };
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Field
        label={words.pasteLabel}
        hint={words.pasteHint}
        error={trouble.value && words[`refused-${trouble.value}`]}
        input={input}
        value={text.value}
        onInput={(event) => {
          text.value = event.currentTarget.value;
          trouble.value = null;
        }}
      />
      <Button type="submit" look="quiet">
        {words.pasteDo}
      </Button>
    </form>
  );
}

/** Reads a QR code by camera, from a picture, or from what is pasted, and goes on with what it holds. */
export function Scan() {
  const ui = useUi();
  const words = scanMessages[ui.language.value];
  const trouble = useSignal<Trouble | null>(null);
  const reading = useSignal(false);

  const picture = async (file: Blob) => {
    if (reading.value) return;
    reading.value = true;
    trouble.value = null;
    const reader = createQrReader(ui.platform.startQrReader);
    const result = await readPicture(file, reader).catch(
      () => ({ ok: false, reason: 'no-picture' }) as const,
    );
    reader.end();
    reading.value = false;
    trouble.value = result.ok ? take(ui, result.text) : `picture-${result.reason}`;
  };
  const over = useFiles((file) => void picture(file));
  const shared = ui.sharedPicture.value;
  useEffect(() => {
    if (!shared) return;
    ui.sharedPicture.value = null;
    void picture(shared);
  }, [shared]);

  return (
    <Screen title={words.title} lead={words.lead} back>
      <CameraReader
        onText={(text) => {
          navigator.vibrate?.(40);
          trouble.value = take(ui, text);
        }}
      />
      {trouble.value && (
        <Notice
          key={trouble.value}
          tone="danger"
          title={trouble.value in PICTURE_WORDS ? words.pictureTitle : words.refusedTitle}
          alert
        >
          <p>{troubleWords(trouble.value, words)}</p>
          {trouble.value === 'set-up-numbers' && (
            <Button look="line" onPress={() => ui.router.replace({ at: 'set-up', step: 'ids' })}>
              {words.byNumbers}
            </Button>
          )}
        </Notice>
      )}
      <section class="scan-ways">
        <h2 class="small-heading">{words.otherWays}</h2>
        <div class={over.value ? 'drop drop-over' : 'drop'}>
          <FileButton
            look="line"
            icon="picture"
            accept="image/*"
            busy={reading.value}
            onFile={(file) => void picture(file)}
          >
            {over.value ? words.dropHere : reading.value ? words.pictureReading : words.picture}
          </FileButton>
        </div>
        <details class="more">
          <summary>{words.paste}</summary>
          <Paste words={words} onText={(text) => take(ui, text)} />
        </details>
      </section>
    </Screen>
  );
}
