import { open, type Scene } from './scene.ts';

/** The settings and the app lock. */
export const SETTINGS: Record<string, Scene> = {
  settings: { setting: open(), route: { at: 'settings' } },
  'settings-locked': { setting: { ...open(), hasLock: true }, route: { at: 'settings' } },
  'lock-on': { setting: open(), route: { at: 'lock-code', task: 'on' } },
  'lock-change': { setting: { ...open(), hasLock: true }, route: { at: 'lock-code', task: 'change' } },
};
