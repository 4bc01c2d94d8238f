import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeActivationPassword } from '../../../bank/engine/desk/acts/reissue.ts';
import { readShown } from '../../../bank/engine/desk/history.ts';
import { authorityWords, bankWords } from '../../../bank/engine/desk/history-words.ts';
import { dayOf, endOfDay } from '../../../bank/engine/desk/japan-day.ts';
import { checkSearch, EMPTY_SEARCH, readSearch } from '../../../bank/engine/desk/search.ts';
import { deskStyle } from '../../../bank/engine/desk/style.ts';
import { STATE_WORDS } from '../../../bank/engine/desk/words.ts';
import { registrationStateSchema } from '../../../core/protocol/common.ts';

const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));

describe('a day of Japan', () => {
  it('ends a millisecond before the next one begins, whatever the moment', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), (instant) => {
        const end = endOfDay(dayOf(instant))!;
        expect(end).toBeGreaterThanOrEqual(instant);
        expect(end - instant).toBeLessThan(24 * 60 * 60_000);
        expect(dayOf(end)).toBe(dayOf(instant));
        expect(dayOf(end + 1)).not.toBe(dayOf(instant));
      }),
    );
  });

  it('is as the zone’s own rules have it', () => {
    expect(endOfDay('2028-02-29')).toBe(Date.parse('2028-02-29T23:59:59.999+09:00'));
    expect(dayOf(Date.parse('2027-12-31T15:00:00Z'))).toBe('2028-01-01');
  });

  it('is nothing else than a day of the calendar', () => {
    for (const typed of [
      '',
      '2027-02-29',
      '2027-13-01',
      '2027-00-10',
      '2027-1-1',
      ' 2027-01-01',
      '2027-01-01T',
    ])
      expect(endOfDay(typed)).toBeNull();
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const end = endOfDay(typed);
        expect(end === null || dayOf(end) === typed).toBe(true);
      }),
    );
  });
});

describe('an activation password made at the desk', () => {
  it('has eight digits, each as likely as the others', () => {
    const counts = new Map<string, number>();
    for (let times = 0; times < 2000; times += 1) {
      const password = makeActivationPassword(random);
      expect(password).toMatch(/^\d{8}$/);
      for (const digit of password) counts.set(digit, (counts.get(digit) ?? 0) + 1);
    }
    // 16,000 digits: a tenth is 1,600 ± 38; seven standard deviations are allowed.
    for (const digit of '0123456789') expect(Math.abs((counts.get(digit) ?? 0) - 1600)).toBeLessThan(270);
  });

  it('draws again where a byte would favour a digit', () => {
    const draws = [new Uint8Array(16).fill(255), new Uint8Array(16).fill(249)];
    expect(makeActivationPassword(() => draws.shift()!)).toBe('99999999');
  });
});

describe('a search', () => {
  it('takes anything without failing, and says what is wrong before it is carried out', () => {
    const typed = fc.record({
      loginId: fc.string(),
      branch: fc.string(),
      number: fc.string(),
      name: fc.string(),
      phone: fc.string(),
    });
    fc.assert(
      fc.property(typed, (each) => {
        const input = readSearch(each);
        const errors = checkSearch(input);
        if (Object.keys(errors).length > 0) return;
        expect(input.phone).toMatch(/^(?:\d{4,11})?$/);
        expect(input.branch === '').toBe(input.number === '');
        expect(Object.values(input).some((value) => value !== '')).toBe(true);
      }),
    );
    expect(checkSearch(EMPTY_SEARCH).all).toBeDefined();
  });

  it('reads full-width digits and hyphens as people type them', () => {
    expect(readSearch({ ...EMPTY_SEARCH, phone: '０９０-１２３４-５６７８' }).phone).toBe('09012345678');
  });
});

describe('the words of a history', () => {
  it('cover every state', () => {
    expect(Object.keys(STATE_WORDS).sort()).toEqual([...registrationStateSchema.options].sort());
  });

  it('cover everything the authority writes down about a registration', () => {
    const files = readdirSync('authority/registrations', { recursive: true, encoding: 'utf8' });
    const source = files
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(`authority/registrations/${file}`, 'utf8'))
      .join('\n');
    const recorded = [...source.matchAll(/recorded: '([a-z-]+)'/g)].map((match) => match[1]!);
    const entries = [...source.matchAll(/appendAudit\([\s\S]*?\}\);/g)].flatMap((call) =>
      [...call[0].matchAll(/action: ([^\n]*?),?\n/g), ...call[0].matchAll(/action: ([^,\n]*?) \}/g)].flatMap(
        (match) => [...match[1]!.matchAll(/(?<!=== )'([a-z-]+)'/g)].map((word) => word[1]!),
      ),
    );
    const outbox = readFileSync('authority/store/outbox.ts', 'utf8');
    const mails = [...outbox.matchAll(/'(mail-[a-z-]+)'/g)].map((match) => match[1]!);
    // Of a whole delivery, and of no registration.
    const words = new Set([...recorded, ...entries, ...mails].filter((each) => each !== 'stock-loaded'));
    expect(words.size).toBeGreaterThan(18);
    for (const action of words) {
      const { what } = authorityWords({ sequence: 1, at: 0, actor: 'device', action, details: {} });
      expect(what, action).not.toContain('その他');
    }
  });

  it('name what they do not know, and take no word from what an object inherits', () => {
    expect(bankWords('something-new', {}).what).toBe('その他の記録(something-new)');
    for (const name of ['constructor', 'toString', '__proto__']) {
      expect(bankWords(name, { operation: name, why: name, unlocked: name })).toEqual({
        what: `その他の記録(${name})`,
        more: [],
      });
      const event = { sequence: 1, at: 0, actor: 'device', action: name, details: { device: name } };
      expect(authorityWords(event).what).toBe(`その他の記録(${name})`);
    }
  });

  it('begin with a page and never ask for more than there may be', () => {
    expect(['', 'x', '-1', '20.5', '1e9', undefined].map(readShown)).toEqual([20, 20, 20, 20, 500, 20]);
    expect(readShown('40')).toBe(40);
  });
});

it('a colour that is none does not get into the style sheet', () => {
  expect(deskStyle('#a1b2c3')).toContain('--accent: #a1b2c3;');
  expect(deskStyle('red; } body { display: none')).not.toContain('red');
});
