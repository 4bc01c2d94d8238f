/** Longest time that a busy browser puts this off, ms. */
const PATIENCE = 5_000;

/** Runs `task` when the browser has nothing better to do; Safari has no such moment and gets a short wait. */
export function whenIdle(task: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(task, { timeout: PATIENCE });
  else setTimeout(task, 1_000);
}
