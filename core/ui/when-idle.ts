/** How long (ms) a busy browser may put it off. */
const IDLE_WAIT_MS = 5_000;

/** Runs `task` when the browser has nothing better to do; Safari has no such moment and gets a short wait. */
export function whenIdle(task: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(task, { timeout: IDLE_WAIT_MS });
  else setTimeout(task, 1_000);
}
