import type { Act, ActName } from './act.ts';
import { assign, restock } from './hardware.ts';
import { reissue } from './reissue.ts';
import { cancel, lift, pause, resume } from './standing.ts';
import { unlockAnswers, unlockConfirmation } from './unlock.ts';

/** Every act of the desk, in the order a customer's page offers them. */
export const ACTS: Readonly<Record<ActName, Act>> = {
  lift,
  resume,
  pause,
  assign,
  reissue,
  restock,
  'unlock-confirmation': unlockConfirmation,
  'unlock-answers': unlockAnswers,
  cancel,
};
