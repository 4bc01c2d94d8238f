// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OwnTokenView } from '../../../core/app/types.ts';
import { drawFirstCode } from '../../../core/ui/first-code.ts';
import {
  createFakeTokenApp,
  type FakeSetting,
  fakeOwnToken,
  fakeToken,
} from '../../support/fake-token-app.ts';

/** Twenty seconds before a minute is over. */
const START = Date.UTC(2027, 5, 15, 9, 0, 40);
let root: HTMLElement;

beforeEach(() => {
  vi.useFakeTimers({ now: START });
  root = document.createElement('div');
  document.body.replaceChildren(root);
});
afterEach(() => vi.useRealTimers());

function draw(setting: FakeSetting) {
  const app = createFakeTokenApp(setting);
  return { app, first: drawFirstCode(root, app, 'ja') };
}
const textOf = (selector: string) => root.querySelector(selector)?.textContent;

describe('the first code', () => {
  it('is the one of the only token, and then under its name', () => {
    const token = fakeToken({ displayName: '家計用' });
    const { app, first } = draw({ tokens: [token] });
    expect(textOf('[data-part=code]')).toBe(app.code(token.id)!.code);
    first!.name();
    expect(textOf('[data-part=code]')).toBe(app.code(token.id)!.code);
    expect(textOf('h2')).toBe('みどり農協ネットバンク');
    expect(textOf('.tag-memo')).toBe('家計用');
  });

  it('keeps a line for each name that is to come, and none for notes there are not', () => {
    draw({ tokens: [fakeToken({ displayName: '家計用' })] });
    expect([textOf('h2'), textOf('.tag-memo')]).toEqual(['\u00a0', '\u00a0']);
    draw({ tokens: [fakeToken({ displayName: null })] });
    expect([textOf('h2'), textOf('.tag-memo')]).toEqual(['\u00a0', '']);
  });

  it.each<[string, Partial<OwnTokenView>]>([
    ['its title', { issuer: 'つりばし商店会オンライン予約' }],
    ['its note', { displayName: 'the one that I use on Sundays' }],
  ])('has its names at once where %s may need a second line, which would move it', (_which, names) => {
    const token = fakeOwnToken(names);
    draw({ tokens: [token] });
    expect(textOf('h2')).toBe(token.issuer);
    expect(textOf('.tag-memo')).toContain(token.account);
  });

  it('is the one of the token that was chosen to be first', () => {
    const own = fakeOwnToken();
    draw({ tokens: [fakeToken(), own], preferences: { startToken: own.id } }).first!.name();
    expect(textOf('h2')).toBe('Sakura Mail');
  });

  it.each<[string, FakeSetting]>([
    [
      'while the app is locked',
      { tokens: [fakeToken()], status: { at: 'locked', failures: 0, waitUntil: null, passkey: false } },
    ],
    ['before the vault is open', { tokens: [fakeToken()], status: { at: 'starting' } }],
    ['without any token', {}],
    ['for a list', { tokens: [fakeToken(), fakeOwnToken()] }],
    [
      'for a code that the lock code covers',
      { tokens: [fakeToken()], hasLock: true, lockOptions: { everyCode: true } },
    ],
    ['for a token that is suspended', { tokens: [fakeToken({ standing: 'suspended' })] }],
    [
      'for codes that come at a press',
      { tokens: [fakeToken({ otp: { kind: 'event', algorithm: 'SHA-1', digits: 6, period: null } })] },
    ],
  ])('is not drawn %s', (_when, setting) => {
    expect(draw(setting).first).toBeNull();
    expect(root.childNodes).toHaveLength(0);
  });

  it('goes when its time is over, should nothing have taken its place', () => {
    draw({ tokens: [fakeToken()] });
    vi.advanceTimersByTime(19_999);
    expect(textOf('[data-part=code]')).toMatch(/^\d{8}$/);
    vi.advanceTimersByTime(1);
    expect(root.childNodes).toHaveLength(0);
  });

  it('holds a name as text, whatever is in it', () => {
    draw({ tokens: [fakeOwnToken({ issuer: '<img src=x>' })] }).first!.name();
    expect(root.querySelector('img')).toBeNull();
    expect(textOf('h2')).toBe('<img src=x>');
  });
});
