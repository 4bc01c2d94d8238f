import { EARLY, type Scene } from './scene.ts';

/** The screens around the open app. */
export const STATES: Record<string, Scene> = {
  starting: { setting: { status: { at: 'starting' } } },
  refused: { setting: { status: { at: 'unavailable', reason: 'refused' } } },
  full: { setting: { status: { at: 'unavailable', reason: 'full' } } },
  blocked: { setting: { status: { at: 'unavailable', reason: 'blocked' } } },
  newer: { setting: { status: { at: 'unavailable', reason: 'newer' } } },
  lost: { setting: { status: { at: 'unavailable', reason: 'lost' } } },
  gone: { setting: { status: { at: 'gone' } } },
  locked: {
    setting: { status: { at: 'locked', failures: 0, waitUntil: null, passkey: false }, hasLock: true },
  },
  waiting: {
    setting: {
      status: { at: 'locked', failures: 6, waitUntil: EARLY + 90_000, passkey: false },
      hasLock: true,
      at: EARLY,
    },
  },
};
