import type { Arrival } from '../../../../core/ui/platform.ts';
import { open, own, type Scene } from './scene.ts';

/** Adding tokens: the ways, by hand, and what is about to be added. */
export const ADDING: Record<string, Scene> = {
  add: { setting: open(), route: { at: 'add' } },
  'by-hand': { setting: open(), route: { at: 'by-hand' } },
  'add-own': { setting: open(), route: { at: 'add-own' }, found: own },
};

const arriving = (arrival: Arrival): Scene => ({
  setting: open(),
  platform: {
    onArrival(listener) {
      listener(arrival);
      return () => {};
    },
  },
});

/** Opened from outside: by a shortcut of the icon, and with a picture (of nothing). */
export const ARRIVALS: Record<string, Scene> = {
  'arrival-inbox': arriving({ to: 'inbox' }),
  'arrival-picture': arriving({ to: 'picture', picture: new Blob([]) }),
};

/** Other tokens to be added, and what may come of it. */
export const MORE_ADDING: Record<string, Scene> = {
  'add-own-event': {
    setting: open(),
    route: { at: 'add-own' },
    found: { ...own, account: null, otp: { ...own.otp, kind: 'event', period: null }, counter: 7 },
  },
  'add-own-here': {
    setting: {
      ...open(),
      addOwn: { ok: false, reason: 'here-already', id: '00000000-0000-4000-8000-000000000001' },
    },
    route: { at: 'add-own' },
    found: own,
  },
  'add-own-full': {
    setting: { ...open(), addOwn: { ok: false, reason: 'storage-full' } },
    route: { at: 'add-own' },
    found: own,
  },
};
