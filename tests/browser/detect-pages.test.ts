import { beforeAll, describe, expect, it } from 'vitest';
import { detectScript } from '../../tools/build-detect.ts';
import { type Answer, answersOn } from '../support/detect-pages.ts';
import { figuresOf, outcomeOf, partFiguresOf } from '../support/detect-score.ts';
import { DANGEROUS_KINDS, readLabelledPages } from '../support/labelled-pages.ts';

/**
 * Just under what the detector reaches on the core pages. They are set anew with each set of pages and only go up
 * until then: a change that lowers a figure is mended, not the floor.
 */
const FLOORS = {
  known: { precision: 0.99, recall: 0.98 },
  held: { precision: 0.96, recall: 0.8 },
} as const;

/** The same of the login IDs and passwords that are told, by field. */
const LOGIN_FLOORS = {
  known: { usernames: { precision: 0.94, recall: 0.95 }, passwords: { precision: 0.96, recall: 0.98 } },
  held: { usernames: { precision: 0.89, recall: 0.81 }, passwords: { precision: 0.78, recall: 0.95 } },
} as const;

/** Dangerous pages that are still filled, by kind. These only ever go down; all others are 0. */
const NOT_YET: Readonly<Record<'known' | 'held', Readonly<Record<string, number>>>> = {
  known: {},
  held: { 'email-otp': 1 },
};

let answers: Answer[];

beforeAll(async () => {
  answers = await answersOn(await detectScript(), readLabelledPages());
});

const core = (set: 'known' | 'held') =>
  answers.filter(({ page }) => page.set === set && page.tier === 'core');

/** What went wrong, for a failure's message: known pages by name, held ones by kind only, so that nobody tunes on them. */
const failing = (among: readonly Answer[]): string[] =>
  among.flatMap((answer) => {
    const outcome = outcomeOf(answer);
    if (outcome === 'right' || outcome === 'quiet') return [];
    const { set, kind, file } = answer.page;
    return [`${outcome}: ${set === 'known' ? `${file} ${answer.strangers.join(' ')}` : `held, ${kind}`}`];
  });

describe('on the labelled pages, in a real browser', () => {
  it('each label names visible fields', () => {
    const wrong = answers.flatMap(({ page, problems }) => problems.map((each) => `${page.file}: ${each}`));
    expect(wrong).toEqual([]);
  });

  it('the detector never throws', () => {
    expect(answers.flatMap(({ page, error }) => (error ? [`${page.file}: ${error}`] : []))).toEqual([]);
  });

  it.each(['known', 'held'] as const)(
    'the detector is as precise as it was, and finds as much: %s',
    (set) => {
      const { precision, recall } = figuresOf(core(set));
      expect(precision, `${failing(core(set))}`).toBeGreaterThanOrEqual(FLOORS[set].precision);
      expect(recall, `${failing(core(set))}`).toBeGreaterThanOrEqual(FLOORS[set].recall);
    },
  );

  it.each(['known', 'held'] as const)(
    'the login ID and the passwords are told as well as they were: %s',
    (set) => {
      const figures = partFiguresOf(answers.filter(({ page }) => page.set === set));
      for (const part of ['usernames', 'passwords'] as const) {
        expect(figures[part].precision, part).toBeGreaterThanOrEqual(LOGIN_FLOORS[set][part].precision);
        expect(figures[part].recall, part).toBeGreaterThanOrEqual(LOGIN_FLOORS[set][part].recall);
      }
    },
  );

  it.each(DANGEROUS_KINDS)('no code goes where it would give something away or use up a try: %s', (kind) => {
    const filled = (set: 'known' | 'held'): string[] =>
      failing(core(set).filter(({ page }) => page.kind === kind));
    for (const set of ['known', 'held'] as const)
      expect(filled(set).length, `${filled(set)}`).toBeLessThanOrEqual(NOT_YET[set][kind] ?? 0);
  });

  it('dangerous pages are there in number, and none asks for a code', () => {
    const dangerous = answers.filter(
      ({ page }) => page.tier === 'core' && DANGEROUS_KINDS.includes(page.kind),
    );
    expect(dangerous.length).toBeGreaterThan(40);
    expect(dangerous.filter(({ page }) => page.otp.length > 0)).toEqual([]);
  });
});
