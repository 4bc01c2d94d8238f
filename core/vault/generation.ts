import type { VaultHead } from './schema.ts';
import type { Session } from './session.ts';
import type { VaultMarker } from './types.ts';

/**
 * Whether the database is older than the marker outside it remembers: the same vault at a lower
 * generation, or another vault altogether. A marker that lags behind (a crash between the two) is no sign.
 */
export function isRolledBack(
  head: VaultHead,
  marker: { vaultId: string; generation: number } | null,
): boolean {
  if (!marker) return false;
  return marker.vaultId !== head.vaultId || marker.generation > head.generation;
}

/** What the marker says; one that cannot be read says nothing. */
export async function readMarker(marker: VaultMarker): Promise<Awaited<ReturnType<VaultMarker['read']>>> {
  try {
    return await marker.read();
  } catch {
    return null;
  }
}

/**
 * Raises the marker to a committed generation and never lowers it. A marker that cannot be written costs
 * only the notice, so it fails no write that is durable already.
 */
export async function raiseMarker(marker: VaultMarker, vaultId: string, generation: number): Promise<void> {
  try {
    const seen = await marker.read();
    if (seen && (seen.vaultId !== vaultId || seen.generation >= generation)) return;
    await marker.write({ vaultId, generation });
  } catch {
    // See above.
  }
}

/**
 * The person has read the notice: the head is raised to what the marker remembers, so that handles opened
 * later say nothing. Errors: those of a write.
 */
export async function acknowledgeRollback(session: Session): Promise<void> {
  const { marker } = session.ports;
  const seen = await readMarker(marker);
  const beyond = seen?.vaultId === session.vaultId ? seen.generation : 0;
  if (seen && seen.vaultId !== session.vaultId) await marker.write(null);
  await session.write([], async (_tx, head, replaceHead) => {
    replaceHead({ ...head, generation: Math.max(head.generation, beyond) });
  });
}
