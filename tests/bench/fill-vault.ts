import type { OwnToken } from '../../core/token/model.ts';
import { openPwaVault } from '../../pwa/vault.ts';

/** Names as people's lists have them; the searches below look for some of them. */
const ISSUERS = [
  'Example Mail',
  'クラウド',
  'Git 置き場',
  'つりばし商店',
  'Forum',
  '図書館',
  'Photos',
  'ゲーム',
];

/** The `at`-th of many tokens of the person's own: time-based, each with a seed and an account of its own. */
function tokenAt(at: number): OwnToken {
  return {
    v: 1,
    source: 'own',
    otp: { kind: 'time', algorithm: 'SHA-1', digits: 6, period: 30 },
    seed: btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(20))))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replaceAll('=', ''),
    loginOrigins: [],
    displayName: at % 7 === 0 ? `控え ${at}` : null,
    addedAt: Date.now(),
    issuer: `${ISSUERS[at % ISSUERS.length]} ${at}`,
    account: `person${at}@example.com`,
    firstCounter: 0,
  };
}

/** Runs inside a page of the app's origin: makes its vault, without a lock, with `count` tokens in it. */
Object.assign(globalThis, {
  fillVault: async (count: number) => {
    const door = await openPwaVault(Date.now);
    const vault = await door.create();
    await vault.merge({
      add: Array.from({ length: count }, (_, at) => ({ token: tokenAt(at), given: 0 })),
      counters: [],
    });
    door.close();
  },
});
