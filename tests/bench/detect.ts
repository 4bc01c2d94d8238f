import { detectScript } from '../../tools/build-detect.ts';
import { type Answer, answersOn } from '../support/detect-pages.ts';
import { figuresOf, loginFiguresOf, type PartFigures, partFiguresOf } from '../support/detect-score.ts';
import { readLabelledPages, readSharedPages } from '../support/labelled-pages.ts';

const share = (value: number | null): string => (value === null ? '-' : value.toFixed(3)).padStart(5);

/** How many fields were found and how many pages filled wrongly; shares only where there are fields to find. */
function line(name: string, answers: readonly Answer[]): string {
  const { pages, asking, right, wrong, falseFills, precision, recall, f1 } = figuresOf(answers);
  const columns = [
    name.padEnd(24),
    `${pages}`.padStart(4),
    asking > 0 ? `found ${right}/${asking}${wrong > 0 ? `, ${wrong} wrongly` : ''}` : '',
    pages > asking ? `false fills ${falseFills}/${pages - asking}` : '',
    asking > 0 ? `P ${share(precision)}  R ${share(recall)}  F1 ${share(f1)}` : '',
  ];
  return columns
    .map((column, at) => (at === 2 || at === 3 ? column.padEnd(19) : column))
    .join('  ')
    .trimEnd();
}

/** A set's core pages, in all and by kind, then its pages that are a question of policy. */
function linesOf(set: string, answers: readonly Answer[]): string[] {
  return (['core', 'soft'] as const).flatMap((tier) => {
    const tiered = answers.filter(({ page }) => page.tier === tier);
    if (tiered.length === 0) return [];
    const kinds = Map.groupBy(tiered, ({ page }) => page.kind);
    const byKind = [...kinds].sort(([a], [b]) => a.localeCompare(b));
    const { pages, usernames, passwords } = loginFiguresOf(tiered);
    const parts = partFiguresOf(tiered);
    const said = ({ precision, recall }: PartFigures) => `P ${share(precision)}  R ${share(recall)}`;
    return [
      line(`${set}, ${tier}`, tiered),
      ...byKind.map(([kind, those]) => line(`  ${kind}`, those)),
      ...(pages > 0 ? [`  login ID told ${usernames}/${pages}, passwords told ${passwords}/${pages}`] : []),
      // Pages beside the project are labelled in part only.
      ...(set === 'shared'
        ? []
        : [`  login IDs ${said(parts.usernames)}, passwords ${said(parts.passwords)}`]),
    ];
  });
}

/**
 * What the detector finds on the labelled pages in real Chromium: those it may learn from (known), those it never
 * sees (held), and those beside the project where there are any (shared). P: precision, R: recall, by page.
 */
export async function benchDetect(): Promise<string[]> {
  const pages = [...readLabelledPages(), ...readSharedPages()];
  const answers = await answersOn(await detectScript(), pages);
  const failed = answers.filter(({ error }) => error !== null);
  return [
    ...(['known', 'held', 'shared'] as const).flatMap((set) =>
      linesOf(
        set,
        answers.filter(({ page }) => page.set === set),
      ),
    ),
    ...(failed[0]
      ? [`the detector threw on ${failed.length} pages, first on ${failed[0].page.file}: ${failed[0].error}`]
      : []),
  ];
}
