import type { Vault } from '../../core/vault/types.ts';
import { isLoginLike, type PageLook, readLook } from './look.ts';

/** Vault setting: what the real pages look like, by origin. Encrypted like every setting. */
const SETTING = 'site-looks';
const LOCK = 'fuda-site-looks';
const ORIGINS_KEPT = 50;
/** A login page, its second page, and how both looked before they were last redesigned. */
const LOOKS_KEPT = 4;

/** What was learnt so far, by origin. What cannot be read counts as not learnt. */
export async function siteLooks(vault: Vault): Promise<Record<string, PageLook[]>> {
  const value = await vault.readSetting(SETTING);
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).map(([origin, looks]) => [
      origin,
      (Array.isArray(looks) ? looks : []).map(readLook).filter((look) => look !== null),
    ]),
  );
}

/** Keeps how a page of `origin` looks; the oldest go first. One that asks for nothing teaches nothing. */
export async function learnLook(vault: Vault, origin: string, look: PageLook): Promise<void> {
  if (!isLoginLike(look)) return;
  const known = JSON.stringify(look);
  // All of them are one setting: two that are learnt at once must both be there afterwards.
  await navigator.locks.request(LOCK, async () => {
    const { [origin]: before = [], ...others } = await siteLooks(vault);
    if (before.some((each) => JSON.stringify(each) === known)) return;
    const kept = Object.entries(others).slice(1 - ORIGINS_KEPT);
    const looks = [...before, look].slice(-LOOKS_KEPT);
    await vault.writeSetting(SETTING, { ...Object.fromEntries(kept), [origin]: looks });
  });
}

/** Forgets how pages look of origins that `isKept` says no to. */
export async function pruneLooks(vault: Vault, isKept: (origin: string) => boolean): Promise<void> {
  await navigator.locks.request(LOCK, async () => {
    const looks = Object.entries(await siteLooks(vault));
    const kept = looks.filter(([origin]) => isKept(origin));
    if (kept.length < looks.length) await vault.writeSetting(SETTING, Object.fromEntries(kept));
  });
}
