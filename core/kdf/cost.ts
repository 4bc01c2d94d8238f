/** Cost of Argon2id (RFC 9106): `memory` in KiB, passes, lanes. */
export interface KdfCost {
  memory: number;
  iterations: number;
  parallelism: number;
}

/** What a new code slot is made with unless a calibration raised it. */
export const DEFAULT_COST: KdfCost = { memory: 46 * 1024, iterations: 1, parallelism: 1 };
/** The least that is ever written or accepted, apart from the default itself. */
export const FLOOR_COST: KdfCost = { memory: 19 * 1024, iterations: 2, parallelism: 1 };
/** The most that is accepted from disk: a forged slot must not exhaust the device. */
export const COST_CAP: KdfCost = { memory: 256 * 1024, iterations: 10, parallelism: 4 };

function isWhole(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}

/**
 * Whether a cost, perhaps read from disk, is one this project uses: between floor and cap. Less memory
 * needs more passes (19 MiB × 2); OWASP's list of equal settings is the source of both.
 */
export function isAllowedCost(
  cost: {
    [K in keyof KdfCost]?: unknown;
  },
): cost is KdfCost {
  return (
    isWhole(cost.memory, FLOOR_COST.memory, COST_CAP.memory) &&
    isWhole(cost.iterations, 1, COST_CAP.iterations) &&
    isWhole(cost.parallelism, 1, COST_CAP.parallelism) &&
    cost.memory * cost.iterations >= FLOOR_COST.memory * FLOOR_COST.iterations
  );
}

/** Argon2id, wherever it runs (a Worker in pages): 32 bytes from the UTF-8 of `code`. `memory` in KiB. */
export type KeyDerivation = (input: { code: string; salt: Uint8Array } & KdfCost) => Promise<Uint8Array>;
