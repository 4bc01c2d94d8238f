/** The part of a document and a navigator that keeping the screen on needs. */
export interface WakeLockPlace {
  wakeLock?: { request(type: 'screen'): Promise<{ readonly released: boolean; release(): Promise<void> }> };
  document: Pick<Document, 'visibilityState' | 'addEventListener'>;
}

/**
 * Keeps the screen on while told `true` (Screen Wake Lock API). Browsers let go whenever the page is hidden, so
 * the lock is taken anew when it is seen again. A refusal (battery saving) is taken silently: the screen then goes
 * dark as it always does. `undefined` where the platform has no such lock.
 */
export function screenWakeLock(place: WakeLockPlace): ((on: boolean) => void) | undefined {
  const { wakeLock, document } = place;
  if (!wakeLock) return undefined;
  let wanted = false;
  let held: { readonly released: boolean; release(): Promise<void> } | null = null;
  let asking = false;

  async function follow(): Promise<void> {
    if (asking) return;
    asking = true;
    try {
      // Until what is held is what is wanted: either may change while the platform answers.
      for (;;) {
        const isHeld = held !== null && !held.released;
        const isDue = wanted && document.visibilityState === 'visible';
        if (isDue && !isHeld) held = await wakeLock!.request('screen');
        else if (!wanted && isHeld) {
          await held!.release();
          held = null;
        } else return;
      }
    } catch {
      held = null;
    } finally {
      asking = false;
    }
  }

  document.addEventListener('visibilitychange', () => void follow());
  return (on) => {
    wanted = on;
    void follow();
  };
}
