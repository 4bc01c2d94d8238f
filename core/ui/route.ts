import { type ReadonlySignal, signal } from '@preact/signals';

export type SetUpStep = 'clock' | 'ids' | 'password' | 'consent' | 'done';

/** A restore begins with the choice of a file or of the old device's QR codes, which is no step of its own. */
export type RestoreStep = 'collect' | 'open' | 'preview' | 'restored';

/** Where a person is inside the open app. Holds names and record ids only: it is kept in the tab's history. */
export type Route =
  | { at: 'home' }
  | { at: 'list' }
  | { at: 'order' }
  | { at: 'inbox' }
  | { at: 'add' }
  | { at: 'scan' }
  | { at: 'by-hand' }
  /** Confirms what was scanned; the token itself waits in `ui.found`, never in the history. */
  | { at: 'add-own' }
  | { at: 'set-up'; step: SetUpStep }
  | { at: 'token'; id: string }
  | { at: 'details'; id: string }
  | { at: 'renew'; id: string }
  | { at: 'remove'; id: string }
  | { at: 'export'; id: string }
  | { at: 'settings' }
  | { at: 'settings-lock' }
  | { at: 'settings-display' }
  | { at: 'settings-storage' }
  | { at: 'settings-clock' }
  /** A screen of the shell's own, by its name. */
  | { at: 'extra'; name: string }
  | { at: 'about' }
  | { at: 'licences' }
  | { at: 'lock-code'; task: 'on' | 'off' | 'change' }
  /** What a forgotten lock code means; shown while the app is locked, the only route that is. */
  | { at: 'forgot' }
  | { at: 'install' }
  | { at: 'backup' }
  | { at: 'backup-make' }
  | { at: 'backup-restore'; step?: RestoreStep }
  /** The sequence of QR codes on the old device. */
  | { at: 'move' };

export interface Router {
  readonly route: ReadonlySignal<Route>;
  go(route: Route): void;
  /** Takes the place of the present entry, so that Back does not return to it. */
  replace(route: Route): void;
  back(): void;
  /** Leaves every entry made since the start and shows home. */
  home(): void;
}

interface Entry {
  fuda: true;
  depth: number;
  route: Route;
}

const entryOf = (state: unknown): Entry | null =>
  typeof state === 'object' && state !== null && (state as Entry).fuda === true ? (state as Entry) : null;

/** Routes in the tab's own history, so that a phone's Back button does what people expect of it. */
export function createRouter(history: History, target: EventTarget): Router {
  const route = signal<Route>({ at: 'home' });
  let depth = 0;
  const entry = (): Entry => ({ fuda: true, depth, route: route.peek() });
  history.replaceState(entry(), '');
  target.addEventListener('popstate', (event) => {
    const found = entryOf((event as PopStateEvent).state);
    if (found) {
      depth = found.depth;
      route.value = found.route;
      return;
    }
    // A link with a fragment was opened over the app, as that of a bank's mail: an entry on top of the present one.
    depth += 1;
    history.replaceState(entry(), '');
  });
  return {
    route,
    go(next) {
      depth += 1;
      route.value = next;
      history.pushState(entry(), '');
    },
    replace(next) {
      route.value = next;
      history.replaceState(entry(), '');
    },
    back() {
      if (depth > 0) history.back();
      else this.replace({ at: 'home' });
    },
    home() {
      const steps = depth;
      route.value = { at: 'home' };
      if (steps > 0) history.go(-steps);
    },
  };
}
