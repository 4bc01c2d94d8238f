import { join } from 'node:path';
import { ensureBuilt as build, ROOT, type Target } from '../../demo/build.ts';

/** Folder of the built PWA, and of the built Chrome extension. */
export const BUILT = {
  pwa: join(ROOT, '.output/pwa'),
  extension: join(ROOT, '.output/chrome-mv3'),
} as const;

/** Builds what is missing or stale and returns its folder; safe from several test workers at once. */
export async function ensureBuilt(target: Target): Promise<string> {
  await build(target);
  return BUILT[target];
}
