import { expect, test } from 'vitest';
import { isPostponed, postpone } from '../../../core/ui/postpone.ts';
import { createFakeTokenApp } from '../../support/fake-token-app.ts';

const NOW = Date.UTC(2027, 5, 15);
const DAY = 86_400_000;

test('a notice that was put off stays away for so many days, and others do not', () => {
  const app = createFakeTokenApp({ at: NOW });
  postpone({ app }, 'install', 30);
  expect(app.preferences.value.postponed).toEqual({ install: NOW + 30 * DAY });
  expect([isPostponed({ app }, 'install'), isPostponed({ app }, 'update')]).toEqual([true, false]);
});

test('it comes back when the time is over', () => {
  const app = createFakeTokenApp({ at: NOW, preferences: { postponed: { update: NOW } } });
  expect(isPostponed({ app }, 'update')).toBe(false);
});

test('putting one off keeps what was said of another', () => {
  const app = createFakeTokenApp({ at: NOW, preferences: { postponed: { backup: NOW + DAY } } });
  postpone({ app }, 'update', 1);
  expect(app.preferences.value.postponed).toEqual({ backup: NOW + DAY, update: NOW + DAY });
});

test('a date that only a wrong clock can have given puts nothing off', () => {
  const app = createFakeTokenApp({ at: NOW, preferences: { postponed: { update: NOW + 4000 * DAY } } });
  expect(isPostponed({ app }, 'update')).toBe(false);
});
