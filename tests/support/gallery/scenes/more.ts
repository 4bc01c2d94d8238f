import type { RenewFailure } from '../../../../core/app/types.ts';
import { fakeToken } from '../../fake-token-app.ts';
import { ARRIVALS, MORE_ADDING } from './adding.ts';
import { MORE_BACKUP } from './backup.ts';
import { dueSoon, EARLY, id, open, type Scene } from './scene.ts';
import { MORE_SETTINGS } from './settings.ts';
import { MORE_TOKENS } from './tokens.ts';

/** Every way a renewal may be refused; each has a scene `renew-…`. */
export const RENEW_FAILURES = [
  'renewal-refused',
  'too-early',
  'moved',
  'paused',
  'suspended',
  'expired',
  'ended',
  'too-many-requests',
  'unreachable',
  'answer-bad',
  'storage-full',
  'storage',
] as const satisfies readonly RenewFailure[];

/** Scenes that differ from others in words or one part only: for tests of just that. */
export const MORE_SCENES: Record<string, Scene> = {
  ...ARRIVALS,
  ...MORE_ADDING,
  ...MORE_BACKUP,
  ...MORE_TOKENS,
  ...MORE_SETTINGS,
  'token-no-login': { setting: open([fakeToken({ otpEntry: null })]) },
  'token-renewal-today': { setting: open([{ ...dueSoon, expiresAt: EARLY + 3_600_000 }]) },
  ...Object.fromEntries(
    RENEW_FAILURES.map((reason): [string, Scene] => [
      `renew-${reason}`,
      {
        setting: { ...open([dueSoon]), renew: { ok: false, reason } },
        route: { at: 'renew', id },
      },
    ]),
  ),
};
