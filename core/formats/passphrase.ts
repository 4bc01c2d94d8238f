/** Fewest characters of a passphrase. */
export const MIN_PASSPHRASE = 8;

/**
 * How well a passphrase keeps a backup that someone has copied and tries at leisure. The first two are refused;
 * 'weak' falls to patience, 'fair' to someone who spends money on it, 'strong' to nobody known.
 */
export type PassphraseStrength = 'too-short' | 'too-easy' | 'weak' | 'fair' | 'strong';

/** Estimated bits from which each holds; a guess costs 192 MiB-passes of Argon2id, so fewer do than usual. */
const BITS = { weak: 20, fair: 36, strong: 50 };

/** What is tried before anything else, however it is decorated. */
const TRIED_FIRST =
  /p[a@]ssw[o0]rd|pasuwa-?do|qwert[yz]|asdfgh?|zxcvbn?|letmein|welcome|iloveyou|aishiteru|sakura|doraemon|pikachu|admin|login|bank|ginko|fuda|secret|himitsu|abc|1q2w3e4r|1qaz2wsx/g;

/** The passphrase as it counts: in one Unicode form, without blanks around it, which keyboards like to add. */
export function normalisePassphrase(passphrase: string): string {
  return passphrase.normalize('NFKC').trim();
}

/** A rough and rather low estimate of how strong a passphrase is, as a person would choose it. */
export function passphraseStrength(passphrase: string): PassphraseStrength {
  const text = normalisePassphrase(passphrase);
  if ([...text].length < MIN_PASSPHRASE) return 'too-short';
  // Beyond 200 characters nothing is weaker for being longer, and the patterns need not look at a novel.
  const bits = estimateBits(text.slice(0, 200));
  if (bits < BITS.weak) return 'too-easy';
  if (bits < BITS.fair) return 'weak';
  return bits < BITS.strong ? 'fair' : 'strong';
}

/** Letters and digits that are told apart in any hand and any font, without vowels: they spell no words. */
const CLEAR = 'cdfhjkmnprtvwx2346789';
const GROUPS = 4;
const GROUP = 4;

/**
 * A passphrase to write down: `xk4t-…`, four groups of four, about 70 bits (to this
 * room's own estimate nearly always 'strong'). `random`: so many uniform random bytes.
 */
export function suggestPassphrase(random: (length: number) => Uint8Array): string {
  // Beyond the last whole multiple a byte would prefer the first characters.
  const fair = 256 - (256 % CLEAR.length);
  const characters: string[] = [];
  while (characters.length < GROUPS * GROUP) {
    for (const byte of random(GROUPS * GROUP)) {
      if (byte < fair && characters.length < GROUPS * GROUP) characters.push(CLEAR[byte % CLEAR.length]!);
    }
  }
  const groups = Array.from({ length: GROUPS }, (_, at) => characters.slice(at * GROUP, (at + 1) * GROUP));
  return groups.map((group) => group.join('')).join('-');
}

/** Bits of each kind of run: what a person is likely to have put there counts for less than its characters could. */
function estimateBits(text: string): number {
  let bits = 0;
  // A capital first letter or one word in capitals is the first thing tried: case earns a bit, no more.
  if (/\p{Lu}/u.test(text) && /\p{Ll}/u.test(text)) bits += 1;
  let rest = text.toLowerCase();
  rest = rest.replace(TRIED_FIRST, () => {
    bits += 3;
    return ' ';
  });
  for (const [run] of unrepeated(rest).matchAll(
    /[a-z]+|\p{Nd}+|\p{Script=Han}+|[^a-z\p{Nd}\p{Script=Han}]+/gu,
  )) {
    bits += [...run].length * bitsEach(run);
  }
  return bits;
}

function bitsEach(run: string): number {
  const { length } = run;
  // A word gives about as much as a list of words does: 13 bits for five letters.
  if (/^[a-z]/.test(run)) return length >= 3 && /[aeiouy]/.test(run) ? 2.6 : 4.4;
  // Years, birthdays and telephone numbers.
  if (/^\p{Nd}/u.test(run)) return length >= 4 ? 2 : 3.3;
  if (/^\p{Script=Han}/u.test(run)) return 5;
  return /^[\p{Script=Hiragana}\p{Script=Katakana}ー]/u.test(run) ? 2.6 : 2;
}

/** Without what only continues: `aaaa`, `1234`, `fedc`, and a part that was there before. */
function unrepeated(text: string): string {
  const kept: string[] = [];
  const characters = [...text];
  let step = Number.NaN;
  for (const [at, character] of characters.entries()) {
    const before = at === 0 ? Number.NaN : character.codePointAt(0)! - characters[at - 1]!.codePointAt(0)!;
    const goesOn = before === 0 || (Math.abs(before) === 1 && before === step);
    const again =
      at >= 3 &&
      characters
        .slice(0, at)
        .join('')
        .includes(characters.slice(at - 2, at + 1).join(''));
    if (!goesOn && !again) kept.push(character);
    step = before;
  }
  return kept.join('');
}
