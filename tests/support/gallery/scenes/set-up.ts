import type { Scene } from './scene.ts';

/** The welcome and the guided set-up. */
export const SET_UP: Record<string, Scene> = {
  welcome: { setting: {} },
  'set-up-clock': { setting: {}, route: { at: 'set-up', step: 'clock' } },
  'set-up-clock-far': {
    setting: { measured: { at: 'measured', offset: 31_536_000_000, trusted: false, verdict: 'far-off' } },
    route: { at: 'set-up', step: 'clock' },
  },
  'set-up-clock-unknown': {
    setting: { measured: { at: 'unknown' } },
    route: { at: 'set-up', step: 'clock' },
  },
  'set-up-ids': { setting: {}, route: { at: 'set-up', step: 'ids' } },
  'set-up-ids-link': { setting: {}, route: { at: 'set-up', step: 'ids' }, link: true },
  'set-up-password': { setting: {}, route: { at: 'set-up', step: 'password' } },
  'set-up-consent': { setting: {}, route: { at: 'set-up', step: 'consent' } },
};
