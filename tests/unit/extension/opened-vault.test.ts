import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { withVault } from '../../../extension/background/opened-vault.ts';
import { route } from '../../../extension/background/router.ts';
import { setSiteMode } from '../../../extension/background/site-modes.ts';
import { openExtensionVault } from '../../../extension/platform/vault.ts';
import { evict } from '../../support/raw-database.ts';
import { standInChrome } from '../../support/stand-in-chrome.ts';
import { exampleToken } from '../../support/vault-ports.ts';

const NOW = 1_800_000_005_000;
const now = () => NOW;
const BANK = 'https://bank.example';
const SELF = { id: 'fuda', origin: 'chrome-extension://fuda' };
const TAB = 7;
const TOKENS = 12;

beforeEach(async () => {
  standInChrome('fuda').tabs.set(TAB, `${BANK}/login`);
  await evict(indexedDB);
  const door = await openExtensionVault(now, { derive: () => Promise.reject(new Error('no code')) });
  const vault = await door.create();
  await setSiteMode(vault, BANK, 'ask');
  for (let at = 0; at < TOKENS; at++) await vault.add(exampleToken({ loginOrigins: [BANK] }));
  vault.lock();
  door.close();
});
afterEach(() => vi.restoreAllMocks());

/** How often something is decrypted while `work` is done. */
async function decryptions(work: () => unknown): Promise<number> {
  const decrypt = vi.spyOn(crypto.subtle, 'decrypt');
  await work();
  const { length } = decrypt.mock.calls;
  decrypt.mockRestore();
  return length;
}

it('decrypts no token for what is asked every second, nor for a page that is given nothing', async () => {
  const site = { kind: 'site', tabId: TAB };
  const popup = { id: SELF.id, origin: SELF.origin, url: `${SELF.origin}/popup.html` };
  expect(await decryptions(() => route(now, site, popup, SELF))).toBeLessThan(TOKENS);
  const page = { id: SELF.id, origin: BANK, url: `${BANK}/login`, frameId: 0, documentId: 'd' };
  const ask = { kind: 'ask', username: null };
  const tab = { id: TAB, url: `${BANK}/login` };
  expect(await decryptions(() => route(now, ask, { ...page, tab }, SELF))).toBeLessThan(TOKENS);
});

it('decrypts each token once, however often they are asked for', async () => {
  const once = await decryptions(() => withVault(now, ({ records }) => records()));
  expect(once).toBeGreaterThanOrEqual(TOKENS);
  const often = await decryptions(() =>
    withVault(now, async ({ records }) => [await records(), ...(await Promise.all([records(), records()]))]),
  );
  expect(often).toBe(once);
});
