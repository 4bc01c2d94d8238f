/** How much cryptography is under way at once: enough to be fast, little enough to start in a few milliseconds. */
const AT_ONCE = 64;

/**
 * Does `work` for every item, a handful at a time, and gives the results in the items' order. Each handful
 * ends in WebCrypto's own tasks, so a thousand items make no long one. Rejects like the first that fails.
 */
export async function inTurns<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let at = 0; at < items.length; at += AT_ONCE) {
    results.push(...(await Promise.all(items.slice(at, at + AT_ONCE).map(work))));
  }
  return results;
}
