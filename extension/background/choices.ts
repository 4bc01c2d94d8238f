import type { Vault, VaultRecord } from '../../core/vault/types.ts';
import type { Filling } from './memory.ts';

/** Vault setting: which token goes with a login ID, by origin. Encrypted like every setting. */
const CHOICES = 'login-choices';
const CHOICES_LIMIT = 50;
const LOCK = 'fuda-login-choices';

const choiceName = (origin: string, username: string) => `${origin} ${username}`;

async function readChoices(vault: Vault): Promise<Record<string, string>> {
  const value = await vault.readSetting(CHOICES);
  return typeof value === 'object' && value !== null ? (value as Record<string, string>) : {};
}

/** Remembers that this login ID goes with this token, so that it is picked by itself from now on. */
export async function rememberChoice(
  vault: Vault,
  origin: string,
  username: string,
  recordId: string,
): Promise<void> {
  const name = choiceName(origin, username);
  // All of them are one setting: two that are remembered at once must both be there afterwards.
  await navigator.locks.request(LOCK, async () => {
    const { [name]: before, ...others } = await readChoices(vault);
    if (before === recordId) return;
    const kept = Object.entries(others).slice(1 - CHOICES_LIMIT);
    await vault.writeSetting(CHOICES, { ...Object.fromEntries(kept), [name]: recordId });
  });
}

/** Forgets the choices, and the login IDs in them, that `isKept` says no to. */
export async function pruneChoices(
  vault: Vault,
  isKept: (origin: string, recordId: string) => Promise<boolean>,
): Promise<void> {
  await navigator.locks.request(LOCK, async () => {
    const choices = Object.entries(await readChoices(vault));
    const judged = await Promise.all(
      // No origin has a space in it.
      choices.map(([name, recordId]) => isKept(name.slice(0, name.indexOf(' ')), recordId)),
    );
    const kept = choices.filter((_, index) => judged[index]);
    if (kept.length < choices.length) await vault.writeSetting(CHOICES, Object.fromEntries(kept));
  });
}

/**
 * The one of several `candidates` that goes with the login ID, or that a person chose in this document for it;
 * `null` where neither says: a guess between two people's tokens would be wrong half the time.
 */
export async function pick(
  vault: Vault,
  candidates: readonly VaultRecord[],
  asked: { origin: string; username: string | null },
  before: Filling | null,
): Promise<VaultRecord | null> {
  const [only, another] = candidates;
  if (only === undefined || another === undefined) return only ?? null;
  const { origin, username } = asked;
  const known = username ? (await readChoices(vault))[choiceName(origin, username)] : undefined;
  // Another login ID than it was chosen for is another person's.
  const isSame = !before?.username || !username || before.username === username;
  const chosen = before?.chosen && isSame ? before.recordId : undefined;
  // What was chosen here for this very login ID says more than what was remembered: it may be what mends that.
  const id = username && before?.username === username ? (chosen ?? known) : (known ?? chosen);
  return candidates.find((candidate) => candidate.id === id) ?? null;
}
