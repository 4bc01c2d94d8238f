import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import type { AppStatus } from '../../../core/app/types.ts';
import { createDraft } from '../../../core/ui/context.ts';
import { type Entrance, followArrivals, type SetUpIds } from '../../../core/ui/follow-arrivals.ts';
import type { Arrival } from '../../../core/ui/platform.ts';
import type { Route, SetUpStep } from '../../../core/ui/route.ts';

const MAIL = { serviceId: '10112235', userId: '123456789015' };
const OTHER = { serviceId: '10112235', userId: '987654321098' };

function entrance(at: AppStatus['at'] = 'open') {
  const route = signal<Route>({ at: 'home' });
  const status = signal({ at } as AppStatus);
  const went: Route[] = [];
  const go = (next: Route) => {
    went.push(next);
    route.value = next;
  };
  const ui = {
    app: { status },
    router: { route, go },
    draft: createDraft(),
    sharedPicture: signal(null),
  } as unknown as Entrance;
  const pending = signal<Arrival | SetUpIds | null>(null);
  followArrivals(ui, pending);
  return {
    ui,
    status,
    went,
    arrive(arrival: Arrival | SetUpIds) {
      pending.value = arrival;
    },
    /** The password was typed, and the person is at `step`. */
    type(step: SetUpStep) {
      ui.draft.value = { ...ui.draft.value, activationPassword: '4821' };
      route.value = { at: 'set-up', step };
    },
  };
}

describe('a way in from outside', () => {
  it('opens the set-up with the numbers of the link in place', () => {
    const { ui, went, arrive } = entrance();
    arrive(MAIL);
    expect(went).toEqual([{ at: 'set-up', step: 'clock' }]);
    expect(ui.draft.value).toMatchObject({ ...MAIL, fromLink: true });
  });

  it('waits until the app is open, and the latest counts', () => {
    const { went, arrive, status } = entrance('locked');
    arrive({ to: 'add' });
    arrive({ to: 'inbox' });
    expect(went).toEqual([]);
    status.value = { at: 'open' } as AppStatus;
    expect(went).toEqual([{ at: 'inbox' }]);
  });

  it('keeps what was typed when the same link is pressed again during the set-up', () => {
    for (const step of ['clock', 'ids', 'password', 'consent'] as const) {
      const { ui, went, arrive, type } = entrance();
      arrive(MAIL);
      type(step);
      arrive({ ...MAIL });
      expect(ui.draft.value.activationPassword).toBe('4821');
      expect(went).toHaveLength(1);
    }
  });

  it('begins anew with the link of another mail, and with the same one after the set-up is over', () => {
    for (const [step, link] of [
      ['password', OTHER],
      ['done', MAIL],
    ] as const) {
      const { ui, went, arrive, type } = entrance();
      arrive(MAIL);
      type(step);
      arrive({ ...link });
      expect(ui.draft.value).toMatchObject({ ...link, activationPassword: '', fromLink: true });
      expect(went).toHaveLength(2);
    }
  });
});
