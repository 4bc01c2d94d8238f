import { ADDING } from './scenes/adding.ts';
import { BACKUP } from './scenes/backup.ts';
import type { Scene } from './scenes/scene.ts';
import { SET_UP } from './scenes/set-up.ts';
import { SETTINGS } from './scenes/settings.ts';
import { STATES } from './scenes/states.ts';
import { TOKENS } from './scenes/tokens.ts';

export { MORE_SCENES, RENEW_FAILURES } from './scenes/more.ts';
export type { Scene } from './scenes/scene.ts';

/** Every screen, by name; each group is a file of its own in `scenes/`. */
export const SCENES: Record<string, Scene> = {
  ...STATES,
  ...SET_UP,
  ...TOKENS,
  ...ADDING,
  ...BACKUP,
  ...SETTINGS,
};
