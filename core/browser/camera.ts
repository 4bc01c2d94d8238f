import { type Pixels, readingCanvas, squareOf } from './read-qr.ts';

/** Why there is no picture from a camera. Each has a screen of its own, with a way on. */
export type CameraFault =
  | 'refused' // by the person, by the system, or by a policy
  | 'none' // no camera on this device
  | 'busy' // another app holds it, or it broke
  | 'insecure'; // not a secure context, or a browser without cameras for pages

/** Whether the person has been asked; 'unknown' where the browser does not tell beforehand. */
export type CameraPermission = 'granted' | 'prompt' | 'refused' | 'unknown';

/** An open camera, shown in the `<video>` it was opened on. */
export interface Camera {
  /** This camera's name for `openCamera`, and how many there are to choose from. */
  id: string | null;
  ids: readonly string[];
  /** It looks at the person: shown as a mirror, it is easier to hold something into. */
  isMirror: boolean;
  /** Whether the lamp is on, and switching it; absent where the camera has none. */
  torch?: (on: boolean) => Promise<boolean>;
  /** The square in the middle of what is seen now; `null` while there is nothing yet. */
  look(): Pixels | null;
  /** Ends it: its light goes out. */
  stop(): void;
  /** Called once when it ended by itself (unplugged, taken by another app). */
  onEnd(listener: () => void): void;
}

export type CameraResult = { ok: true; camera: Camera } | { ok: false; reason: CameraFault };

/** Side of the square that is looked at, in points: twelve for each module of the codes that this app draws. */
const LOOK_SIDE = 800;

/** Whether the browser would ask before it opens a camera; asks nothing itself. */
export async function cameraPermission(
  navigator: Navigator = globalThis.navigator,
): Promise<CameraPermission> {
  if (!navigator.mediaDevices?.getUserMedia) return 'unknown';
  try {
    const { state } = await navigator.permissions.query({ name: 'camera' as PermissionName });
    return state === 'denied' ? 'refused' : state;
  } catch {
    return 'unknown';
  }
}

/** Which fault the browser's error names (Media Capture and Streams §10.2). */
export function faultOf(error: unknown): CameraFault {
  switch ((error as { name?: string } | null)?.name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'refused';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'none';
    case 'TypeError':
      return 'insecure';
    default:
      return 'busy';
  }
}

/**
 * Opens a camera and shows it in `video`: the one named by `id`, else the one that looks away from the person. The
 * browser asks first where it has to. Never rejects.
 */
export async function openCamera(video: HTMLVideoElement, id: string | null = null): Promise<CameraResult> {
  const devices = navigator.mediaDevices;
  if (!globalThis.isSecureContext || !devices?.getUserMedia) return { ok: false, reason: 'insecure' };
  let stream: MediaStream;
  try {
    stream = await devices.getUserMedia({
      audio: false,
      video: {
        width: { ideal: 1280 },
        height: { ideal: 960 },
        ...(id === null ? { facingMode: { ideal: 'environment' } } : { deviceId: { exact: id } }),
      },
    });
  } catch (error) {
    return { ok: false, reason: faultOf(error) };
  }
  const stop = () => {
    for (const track of stream.getTracks()) track.stop();
    if (video.srcObject === stream) video.srcObject = null;
  };
  try {
    video.srcObject = stream;
    // As attributes of the page: without them iOS shows films in a window of their own.
    video.playsInline = true;
    video.muted = true;
    await video.play();
  } catch {
    stop();
    return { ok: false, reason: 'busy' };
  }
  const [track] = stream.getVideoTracks();
  const all = await devices.enumerateDevices().catch(() => [] as MediaDeviceInfo[]);
  const ids = all.filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '');
  const canvas = readingCanvas(LOOK_SIDE, LOOK_SIDE);
  const hasTorch = (track?.getCapabilities?.() as { torch?: boolean } | undefined)?.torch === true;
  return {
    ok: true,
    camera: {
      id: track?.getSettings?.().deviceId ?? null,
      ids: ids.map(({ deviceId }) => deviceId),
      isMirror: track?.getSettings?.().facingMode === 'user',
      look() {
        const { videoWidth, videoHeight } = video;
        if (video.readyState < 2 || videoWidth === 0) return null;
        const side = Math.min(videoWidth, videoHeight);
        const [x, y] = [(videoWidth - side) / 2, (videoHeight - side) / 2];
        return squareOf(canvas, video, { x, y, width: side, height: side });
      },
      stop,
      onEnd: (listener) => track?.addEventListener('ended', listener, { once: true }),
      ...(hasTorch && track
        ? {
            torch: (on: boolean) =>
              track.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] }).then(
                () => true,
                () => false,
              ),
          }
        : {}),
    },
  };
}
