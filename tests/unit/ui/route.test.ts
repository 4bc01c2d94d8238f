import { describe, expect, it } from 'vitest';
import { createRouter } from '../../../core/ui/route.ts';

/** A tab's history over a list of states, which tells `target` of every move through it, as a browser does. */
function tab() {
  const target = new EventTarget();
  const states: unknown[] = [null];
  let at = 0;
  const tell = () => target.dispatchEvent(Object.assign(new Event('popstate'), { state: states[at] }));
  const push = (state: unknown) => {
    states.splice(at + 1, Infinity, structuredClone(state));
    at += 1;
  };
  const history = {
    pushState: push,
    replaceState(state: unknown) {
      states[at] = structuredClone(state);
    },
    back: () => history.go(-1),
    go(by: number) {
      at = Math.max(0, at + by);
      tell();
    },
  };
  return {
    router: createRouter(history as unknown as History, target),
    history,
    /** A link with a fragment, opened over the app. */
    openFragment() {
      push(null);
      tell();
    },
    length: () => states.length,
  };
}

describe('where a person is', () => {
  it('is left by Back step by step, and by home at once', () => {
    const { router, history } = tab();
    router.go({ at: 'settings' });
    router.go({ at: 'backup' });
    history.back();
    expect(router.route.value).toEqual({ at: 'settings' });
    router.go({ at: 'backup' });
    router.go({ at: 'backup-restore', step: 'open' });
    router.home();
    expect(router.route.value).toEqual({ at: 'home' });
    router.back();
    expect(router.route.value).toEqual({ at: 'home' });
  });

  it('stays the same when a link with a fragment is opened over the app, and Back and home still lead there', () => {
    const { router, history, openFragment } = tab();
    router.go({ at: 'set-up', step: 'clock' });
    router.go({ at: 'set-up', step: 'password' });
    openFragment();
    expect(router.route.value).toEqual({ at: 'set-up', step: 'password' });
    history.back();
    expect(router.route.value).toEqual({ at: 'set-up', step: 'password' });
    history.back();
    expect(router.route.value).toEqual({ at: 'set-up', step: 'clock' });
    openFragment();
    router.home();
    history.go(1);
    expect(router.route.value).toEqual({ at: 'set-up', step: 'clock' });
  });
});
