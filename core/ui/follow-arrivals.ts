import { effect, type Signal } from '@preact/signals';
import { EMPTY_DRAFT, type Ui } from './context.ts';
import type { Arrival, PlatformPorts } from './platform.ts';

export type SetUpIds = NonNullable<PlatformPorts['initialSetup']>;

/** What of the app a way in from outside needs. */
export type Entrance = Pick<Ui, 'app' | 'router' | 'draft' | 'sharedPicture'>;

/** A second press on the mail's link, in the midst of the set-up that the first one opened. */
function isUnderWay({ router, draft }: Entrance, ids: SetUpIds): boolean {
  const route = router.route.peek();
  const { serviceId, userId } = draft.peek();
  return (
    route.at === 'set-up' && route.step !== 'done' && serviceId === ids.serviceId && userId === ids.userId
  );
}

/**
 * Takes in whoever comes from outside, once the app is open: a locked vault is unlocked first. The latest counts;
 * a link to the set-up that is under way changes nothing, so that what was typed there stays.
 */
export function followArrivals(ui: Entrance, pending: Signal<Arrival | SetUpIds | null>): void {
  effect(() => {
    const arrival = pending.value;
    if (!arrival || ui.app.status.value.at !== 'open') return;
    pending.value = null;
    if (!('to' in arrival)) {
      if (isUnderWay(ui, arrival)) return;
      ui.draft.value = { ...EMPTY_DRAFT, ...arrival, fromLink: true };
      ui.router.go({ at: 'set-up', step: 'clock' });
    } else if (arrival.to === 'picture') {
      ui.sharedPicture.value = arrival.picture;
      ui.router.go({ at: 'scan' });
    } else ui.router.go({ at: arrival.to });
  });
}
