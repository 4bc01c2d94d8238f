/** Items a turn: about 10 ms of decrypting and reading on a slow phone. */
const A_TURN = 8;

/**
 * Does `work` for every item, a few at a time, and gives the results in the items' order. Between turns the
 * thread is free for a tap or a frame: browsers answer small WebCrypto calls in the very task that asked, so a
 * thousand of them would be one long task. Rejects like the first that fails.
 */
export async function inTurns<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const breath = makeBreath();
  try {
    for (const turn of turnsOf(items, A_TURN)) {
      if (results.length > 0) await breath.take();
      results.push(...(await Promise.all(turn.map(work))));
    }
  } finally {
    breath.end();
  }
  return results;
}

/** Cuts a list into pieces of at most `size`. */
export function turnsOf<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  );
}

/** Lets other tasks run; a message, since timers wait at least 4 ms once they follow each other. */
function makeBreath(): { take(): Promise<void>; end(): void } {
  let channel: MessageChannel | null = null;
  return {
    take() {
      channel ??= new MessageChannel();
      const { port1, port2 } = channel;
      return new Promise((resolve) => {
        port1.onmessage = () => resolve();
        port2.postMessage(null);
      });
    },
    end: () => channel?.port1.close(),
  };
}
