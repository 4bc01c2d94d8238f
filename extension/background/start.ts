import { systemClock } from '../../core/clock/clock.ts';
import { createMenu, onFillHere } from './context-menu.ts';
import { onAlarm, onIdleState } from './lock.ts';
import { forgetChosen } from './memory.ts';
import { prune } from './notes.ts';
import { register } from './register.ts';
import { makeRoute } from './router.ts';
import type { Self } from './trust.ts';

/** The shortest time (s) the browser takes in a question after the machine's state; only 'locked' is of interest. */
const IDLE_QUESTION_S = 15;

/** Nobody waits for these; a failure of one (a tab that closed) must not take the worker's others down. */
const alone = (work: Promise<unknown>): void => {
  work.catch(() => undefined);
};

/**
 * Starts the worker: every listener at once and synchronously, for the browser wakes a worker only for
 * listeners it had in its first turn.
 */
export function startBackground(): void {
  const now = systemClock;
  // Not by `URL.origin`, which is "null" for the schemes of extensions in some browsers.
  const self: Self = { id: chrome.runtime.id, origin: chrome.runtime.getURL('').replace(/\/$/u, '') };

  const route = makeRoute(now, self);
  chrome.runtime.onMessage.addListener((message, sender, respond) => {
    const answer = route(message, sender);
    if (!answer) return false;
    // Without an answer the asker's promise ends too, and it asks again.
    answer.then(respond, () => respond());
    return true;
  });
  chrome.runtime.onInstalled.addListener(({ reason }) => {
    createMenu();
    // Only once, and only where nothing is set up yet: the page says what is needed to begin.
    if (reason === 'install') alone(chrome.runtime.openOptionsPage());
  });
  // Also makes the browser start the worker, which registers below.
  chrome.runtime.onStartup.addListener(createMenu);
  chrome.permissions.onAdded.addListener(() => alone(register(now, { look: true })));
  chrome.permissions.onRemoved.addListener(() =>
    alone(forgetChosen().then(() => Promise.all([register(now, { look: true }), prune(now)]))),
  );
  chrome.alarms.onAlarm.addListener((alarm) => alone(onAlarm(now, alarm)));
  chrome.idle.onStateChanged.addListener((state) => alone(onIdleState(now, state)));
  chrome.contextMenus.onClicked.addListener(({ menuItemId }, tab) => alone(onFillHere(now, menuItemId, tab)));
  chrome.commands.onCommand.addListener((command, tab) => alone(onFillHere(now, command, tab)));

  // Firefox has no such switch: there the session's area is never open to pages' scripts, and the local one
  // holds no secret in any browser.
  for (const area of [chrome.storage.session, chrome.storage.local])
    alone(area.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' }) ?? Promise.resolve());
  // A screen that was locked while no worker could be woken.
  alone(chrome.idle.queryState(IDLE_QUESTION_S).then((state) => onIdleState(now, state)));
  alone(register(now, { look: false }));
}
