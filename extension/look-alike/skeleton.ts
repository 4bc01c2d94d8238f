/**
 * Characters that are drawn (nearly) alike, each written as `seen -> taken for`. A choice of those that
 * Unicode's confusables (UTS #39 §4) name for Latin letters in Cyrillic, Greek and Armenian, and of kana
 * that look like Chinese characters; small enough to carry, and wide enough for names of banks.
 */
const ALIKE = new Map(
  [
    'аa вb ьb сc ԁd еe гr һh нh іi јj кk ӏl мm оo пn рp ԛq ѕs тt уy хx ԝw ѵv зe', // Cyrillic
    'αa βb εe γy ηn ιi κk νv οo ρp σo τt υu χx ωw', // Greek
    'օo ոn սu հh ցg քp', // Armenian
    'ɑa ɡg ıi ɩi ʟl łl øo đd ħh ŧt ƅb ɴn ʀr ꜱs ʏy', // Latin beyond ASCII
    'ニ二 カ力 エ工 ロ口 タ夕 ハ八 ト卜 ヘへ ベべ ペぺ リり ー一 ミ三 チ千 才オ', // kana and Chinese characters
    '0o 1l |l il', // one stroke and one ring, whatever they mean
  ]
    .flatMap((line) => line.split(' '))
    .map((pair) => [...pair] as [string, string]),
);

/** Nothing is drawn for these: soft hyphens, joiners, marks of direction. */
export const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cc}]/gu;
/** Accents over letters; not the voicing marks of kana, which make another letter. */
const ACCENTS = /[\u0300-\u036f]/g;
const DASHES = /[\p{Pd}_]/gu;

/**
 * What a text looks like: two texts with the same skeleton are easily taken for each other. Case, accents,
 * hyphens, unseen characters and look-alike letters are gone. Never throws; as long as its input at most
 * times eighteen (Unicode's longest compatibility form).
 */
export function skeleton(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(ACCENTS, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(ACCENTS, '')
    .replace(UNSEEN, '')
    .replace(DASHES, '');
  // A letter may stand for one that itself looks like another: ι for i for l.
  const once = (character: string) => ALIKE.get(character) ?? character;
  return [...plain]
    .map((character) => once(once(character)))
    .join('')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w');
}
