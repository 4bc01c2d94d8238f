import { BUILT, ensureBuilt as build, type Target } from '../../demo/build.ts';

export { BUILT };

/** Builds what is missing or stale and returns its folder; safe from several test workers at once. */
export async function ensureBuilt(target: Target): Promise<string> {
  await build(target);
  return BUILT[target];
}
