import { mayFill } from '../../core/token/origins.ts';
import { pruneLooks } from '../look-alike/site-looks.ts';
import { pruneChoices, rememberChoice } from './choices.ts';
import {
  type Filling,
  forgetNames,
  lastBoundOrigins,
  rememberName,
  type TypedName,
  wasTakenBack,
} from './memory.ts';
import { withVault } from './opened-vault.ts';
import { isAllowed } from './register.ts';
import { modeOf, siteModes } from './site-modes.ts';

/**
 * Notes the login ID typed on a page before the one that asks for the code; '' forgets. Nothing is noted of a site
 * without a permission, nor of one where codes never go in: a script may still be in its open pages.
 */
export async function noteName(now: () => number, typed: TypedName): Promise<void> {
  if (typed.username === '' || (await isNoted(now, typed.origin))) await rememberName(typed);
}

async function isNoted(now: () => number, origin: string): Promise<boolean> {
  if (!(await isAllowed(origin))) return false;
  const mode = await withVault(now, ({ vault }) => modeOf(vault, origin));
  // Locked, it is as it was last seen; not seen yet, the name is looked at again once it is.
  if (mode === 'locked') return (await lastBoundOrigins())?.includes(origin) ?? true;
  return mode !== 'never' && mode !== 'absent';
}

/** Keeps the choice that a person made for a login ID, once it was sent: where the token is still for that origin. */
export async function noteChoice(
  now: () => number,
  origin: string,
  { chosen, username, recordId }: Filling,
): Promise<void> {
  if (!chosen || !username) return;
  await withVault(now, async ({ vault, records }) => {
    const record = (await records()).find(({ id }) => id === recordId);
    if (!record || !mayFill(record.token, origin) || (await modeOf(vault, origin)) === 'never') return;
    await rememberChoice(vault, origin, username, recordId);
  });
}

/**
 * Forgets what was noted beside tokens that are here no more, or not for that origin any more: login IDs, and how
 * pages look. Also the login IDs of sites that a permission was taken back for. Nothing while the vault is locked;
 * its pages change no tokens then.
 */
export async function prune(now: () => number): Promise<void> {
  await withVault(now, async ({ vault }) => {
    const [{ records, quarantined }, modes] = await Promise.all([vault.list(), siteModes(vault)]);
    // A token that cannot be read is still there, and nobody knows for which origins.
    const isUnreadable = (recordId: string) => quarantined.some(({ id }) => id === recordId);
    const isBound = (origin: string) =>
      quarantined.length > 0 || records.some(({ token }) => token.loginOrigins.includes(origin));
    const isTakenBack = await wasTakenBack();
    await forgetNames((origin) => isBound(origin) && modes[origin] !== 'never');
    await pruneLooks(vault, isBound);
    await pruneChoices(vault, async (origin, recordId) => {
      if (isTakenBack && !(await isAllowed(origin))) return false;
      const record = records.find(({ id }) => id === recordId);
      return record ? record.token.loginOrigins.includes(origin) : isUnreadable(recordId);
    });
  });
}
