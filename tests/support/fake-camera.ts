import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { qrModules } from './qr-pixels.ts';

const WIDTH = 640;
const HEIGHT = 480;

/** What is held before the camera: a text as a QR code, a QR code's own modules, or nothing. */
export type Seen = string | readonly (readonly boolean[])[] | null;

/** One grey frame: the QR code in the middle, on a table that is neither dark nor bright. */
function frame(seen: Seen): Uint8Array {
  // Planar YUV 4:2:0; 128 in both colour planes is grey.
  const planes = new Uint8Array((WIDTH * HEIGHT * 3) / 2).fill(128);
  planes.fill(150, 0, WIDTH * HEIGHT);
  const modules = typeof seen === 'string' ? qrModules(seen) : (seen ?? []);
  const scale = Math.floor((HEIGHT * 0.9) / Math.max(1, modules.length));
  const [left, top] = [(WIDTH - modules.length * scale) >> 1, (HEIGHT - modules.length * scale) >> 1];
  for (const [y, row] of modules.entries())
    for (const [x, isDark] of row.entries())
      for (let line = 0; line < scale; line += 1) {
        const at = (top + y * scale + line) * WIDTH + left + x * scale;
        planes.fill(isDark ? 35 : 225, at, at + scale);
      }
  return planes;
}

/** What a browser needs for a camera that shows a film; one picture after the other, over and over. */
export interface FakeCamera {
  /** Puts other things before the camera; a page sees them once it opens the camera anew. */
  show(film: readonly Seen[]): void;
  args: string[];
  remove(): void;
}

/**
 * Chromium's own stand-in for a camera, so that the app's real way to a camera is what runs. The browser's question
 * is answered by `browserContext.setPermission`, not with yes beforehand.
 */
export function fakeCamera(): FakeCamera {
  const directory = mkdtempSync(join(tmpdir(), 'fuda-camera-'));
  const file = join(directory, 'film.y4m');
  const camera: FakeCamera = {
    show(film) {
      const parts: Uint8Array[] = [Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F2:1 Ip A1:1 C420mpeg2\n`)];
      for (const seen of film) parts.push(Buffer.from('FRAME\n'), frame(seen));
      writeFileSync(file, Buffer.concat(parts));
    },
    args: ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${file}`],
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
  camera.show([null]);
  return camera;
}
