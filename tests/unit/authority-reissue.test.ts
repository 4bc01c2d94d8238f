import { expect, test } from 'vitest';
import { reissueFrom } from '../../authority/registrations/reissue.ts';

/** An instant on 15 June 2027 (or `day`) by Japan's clock. */
const japan = (time: string, day = 15) => Date.parse(`2027-06-${day}T${time}:00+09:00`);

test.each([
  ['20:40', japan('21:10')],
  ['20:49', japan('21:19')],
  ['20:50', japan('08:10', 16)],
  ['20:55', japan('08:10', 16)],
  ['23:59', japan('08:10', 16)],
  ['00:00', japan('08:10')],
  ['08:05', japan('08:10')],
  ['08:10', japan('08:40')],
  ['12:00', japan('12:30')],
])('half-hour rule: ended at %s', (ended, from) => {
  expect(reissueFrom('30-minutes', japan(ended))).toBe(from);
});

test.each(['00:00', '08:59', '09:00', '23:59'])('next-day rule: ended at %s', (ended) => {
  expect(reissueFrom('next-day', japan(ended))).toBe(japan('00:00', 16));
});

test('at-once rule: no wait', () => {
  expect(reissueFrom('at-once', japan('12:00'))).toBe(japan('12:00'));
});
