/** An app lock code: 1 to 32 ASCII digits. */
export function isLockCode(code: string): boolean {
  return /^[0-9]{1,32}$/.test(code);
}

export type LockCodeStrength = 'weak' | 'fair' | 'strong';

/**
 * An honest word about a lock code, for someone who holds this device's unlocked profile and can try codes
 * offline: about a third of a second a try. Under 8 digits falls within a year of one machine's work, so it is
 * 'weak'; 12 digits and more are 'strong'. Repeats, runs and dates count for what they are: short lists.
 */
export function lockCodeStrength(code: string): LockCodeStrength {
  const digits = effectiveDigits(code);
  if (digits < 8) return 'weak';
  return digits < 12 ? 'fair' : 'strong';
}

/** Digits that carry surprise: one that repeats or steps like its neighbour before adds almost none. */
function effectiveDigits(code: string): number {
  const numbers = Array.from(code, Number);
  if (isRepeatedBlock(code)) return Math.min(4, code.length);
  if (/^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(code)) return 5;
  let count = 0;
  for (let i = 0; i < numbers.length; i++) {
    const step = i > 0 ? numbers[i]! - numbers[i - 1]! : Number.NaN;
    const before = i > 1 ? numbers[i - 1]! - numbers[i - 2]! : Number.NaN;
    const continues = step === before || step === 0;
    if (!continues) count++;
  }
  return count;
}

/** '121212', '20002000': a block of up to half the length, said again. */
function isRepeatedBlock(code: string): boolean {
  return code.length > 1 && /^(\d+?)\1+$/.test(code);
}
