import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Camera, CameraFault } from '../../../../browser/camera.ts';
import { Button } from '../../../components/button.tsx';
import { Icon } from '../../../components/icon.tsx';
import { Notice } from '../../../components/notice.tsx';
import { useUi } from '../../../context.ts';
import { type ScanWords, scanMessages } from './scan-messages.ts';
import { useCamera } from './use-camera.ts';

/** Nothing was read for so long, ms: then how to hold it is said. */
const TIPS_AFTER = 10_000;

const FAULTS = {
  refused: ['cameraRefusedTitle', 'cameraRefused'],
  none: ['cameraNoneTitle', 'cameraNone'],
  busy: ['cameraBusyTitle', 'cameraBusy'],
  insecure: ['cameraInsecureTitle', 'cameraInsecure'],
} as const satisfies Record<CameraFault, readonly [keyof ScanWords, keyof ScanWords]>;

/** Other cameras and the lamp, where there are any. */
function Tools({
  camera,
  words,
  onOther,
}: {
  camera: Camera;
  words: ScanWords;
  onOther: (id: string) => void;
}) {
  const lit = useSignal(false);
  const next = camera.ids[(camera.ids.indexOf(camera.id ?? '') + 1) % camera.ids.length];
  const { torch } = camera;
  if (!torch && camera.ids.length < 2) return null;
  return (
    <div class="camera-tools">
      {camera.ids.length > 1 && next !== undefined && (
        <Button look="quiet" icon="camera" onPress={() => onOther(next)}>
          {words.cameraOther}
        </Button>
      )}
      {torch && (
        <Button
          look="quiet"
          onPress={() =>
            void torch(!lit.value).then((changed) => {
              if (changed) lit.value = !lit.value;
            })
          }
        >
          {lit.value ? words.torchOff : words.torchOn}
        </Button>
      )}
    </div>
  );
}

/** The camera with its frame, or why there is none and the way to have it. `guide` replaces what to hold into it. */
export function CameraReader({ onText, guide }: { onText: (text: string) => void; guide?: string }) {
  const ui = useUi();
  const words = scanMessages[ui.language.value];
  const slow = useSignal(false);
  const { state, video, open } = useCamera((text) => {
    slow.value = false;
    onText(text);
  });
  const now = state.value;
  useEffect(() => {
    slow.value = false;
    if (now.at !== 'open') return;
    const timer = setTimeout(() => {
      slow.value = true;
    }, TIPS_AFTER);
    return () => clearTimeout(timer);
  }, [now.at]);
  return (
    <section class="camera-part" data-camera={now.at === 'fault' ? now.reason : now.at}>
      <div class={now.at === 'open' ? 'camera' : 'camera camera-off'}>
        <video
          ref={video}
          class={now.at === 'open' && now.camera.isMirror ? 'camera-mirror' : undefined}
          playsInline
          muted
          disablePictureInPicture
          aria-label={words.cameraShown}
          hidden={now.at !== 'open'}
        />
        {now.at === 'open' && (
          <span class="camera-frame" aria-hidden="true">
            <i />
            <i />
            <i />
            <i />
          </span>
        )}
        {now.at === 'ask' && (
          <div class="camera-ask">
            <Icon name="camera" />
            <p class="camera-ask-title">{words.cameraAskTitle}</p>
            <p>{words.cameraAsk}</p>
            <Button icon="camera" onPress={() => open()}>
              {words.cameraUse}
            </Button>
          </div>
        )}
        {now.at === 'opening' && <p class="waiting camera-waiting">{words.cameraOpening}</p>}
        {now.at === 'fault' && (
          <Notice
            tone={now.reason === 'none' ? 'plain' : 'danger'}
            title={words[FAULTS[now.reason][0]]}
            alert
          >
            <p>{words[FAULTS[now.reason][1]]}</p>
            {(now.reason === 'refused' || now.reason === 'busy') && (
              <Button look="line" onPress={() => open()}>
                {words.cameraAgain}
              </Button>
            )}
          </Notice>
        )}
      </div>
      {now.at === 'open' && (
        <>
          <p class="camera-guide">{guide ?? words.cameraGuide}</p>
          <p class="camera-guide hint" role="status">
            {slow.value ? words.cameraTips : ''}
          </p>
          <Tools camera={now.camera} words={words} onOther={(id) => open(id)} />
        </>
      )}
    </section>
  );
}
