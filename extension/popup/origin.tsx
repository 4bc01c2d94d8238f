/** Where `text` differs from `other`: from the first letter that is not the same to the last. */
export function differing(text: string, other: string): [from: number, to: number] {
  const shorter = Math.min(text.length, other.length);
  let from = 0;
  while (from < shorter && text[from] === other[from]) from += 1;
  let after = 0;
  while (after < shorter - from && text.at(-1 - after) === other.at(-1 - after)) after += 1;
  return [from, text.length - after];
}

/** An origin in full, never cut off; what differs from `beside` is marked. */
export function Origin({ origin, beside }: { origin: string; beside?: string }) {
  const [from, to] = beside === undefined ? [0, 0] : differing(origin, beside);
  return (
    <span class="origin" dir="ltr">
      {from < to ? (
        <>
          {origin.slice(0, from)}
          <mark>{origin.slice(from, to)}</mark>
          {origin.slice(to)}
        </>
      ) : (
        origin
      )}
    </span>
  );
}
