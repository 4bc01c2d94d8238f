import { describe, expect, it } from 'vitest';
import type { Answer } from '../../support/detect-pages.ts';
import { figuresOf, loginFiguresOf, outcomeOf } from '../../support/detect-score.ts';
import { type LabelledPage, readLabelledPages } from '../../support/labelled-pages.ts';

const some = readLabelledPages()[0] as LabelledPage;

/** An answer on a page with so many labelled fields. */
const answer = (fields: number, named: number[]): Answer => ({
  page: { ...some, otp: Array.from({ length: fields }, (_, at) => `#f${at}`) },
  named,
  strangers: [],
  login: { username: [], passwords: [] },
  problems: [],
  error: null,
});

describe('an answer of the detector', () => {
  it('is right only with exactly the labelled fields in their order', () => {
    expect(outcomeOf(answer(3, [0, 1, 2]))).toBe('right');
    expect(outcomeOf(answer(3, [0, 2, 1]))).toBe('wrong');
    expect(outcomeOf(answer(3, [0, 1]))).toBe('wrong');
    expect(outcomeOf(answer(1, [0, -1]))).toBe('wrong');
    expect(outcomeOf(answer(1, [-1]))).toBe('wrong');
  });

  it('is silence where no field is wanted, and a miss where one is', () => {
    expect(outcomeOf(answer(0, []))).toBe('quiet');
    expect(outcomeOf(answer(1, []))).toBe('missed');
    expect(outcomeOf(answer(0, [-1]))).toBe('false');
  });

  it('costs precision and recall when another field is named in place of the right one', () => {
    const figures = figuresOf([
      answer(1, [0]),
      answer(1, [-1]),
      answer(1, []),
      answer(0, [-1]),
      answer(0, []),
    ]);
    expect(figures).toMatchObject({ pages: 5, asking: 3, right: 1, wrong: 1, falseFills: 1 });
    expect([figures.precision, figures.recall, figures.f1]).toEqual([1 / 3, 1 / 3, 1 / 3]);
  });

  it('has no share where there is nothing to share', () => {
    expect(figuresOf([answer(0, [])])).toMatchObject({ precision: null, recall: null, f1: null });
  });

  it('tells the login apart when it names the ID and every password, and nothing else for them', () => {
    const page = { ...answer(1, [0]).page, username: '#id', passwords: ['#a', '#b'] };
    const told = (username: 'username' | null, passwords: ('password' | null)[]): Answer => ({
      ...answer(1, [0]),
      page,
      login: { username: [username], passwords },
    });
    const answers = [
      told('username', ['password', 'password']),
      told(null, ['password']),
      told(null, [null, null]),
    ];
    expect(loginFiguresOf(answers)).toEqual({ pages: 3, usernames: 1, passwords: 1 });
  });
});
