import { groupDigits } from '../../i18n/format.ts';

/** Digits in groups, set apart by styling alone: what is selected or read out holds no spaces. */
export function DigitGroups({ digits }: { digits: string }) {
  let at = 0;
  return groupDigits(digits).map((group) => {
    at += group.length;
    return <span key={at}>{group}</span>;
  });
}
