import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeSetupLink } from '../../../core/protocol/setup-link.ts';
import { readFragment } from '../../../pwa/arrivals.ts';

const ids = { serviceId: '10112235', userId: '123456789015' };

describe('a fragment', () => {
  it('of a set-up link gives its IDs', () => {
    const { hash } = new URL(makeSetupLink('https://app.example', ids));
    expect(readFragment(hash)).toEqual({ setup: ids });
  });

  it('of a shortcut names its screen', () => {
    expect(['#add', '#scan', '#inbox'].map(readFragment)).toEqual([
      { arrival: 'add' },
      { arrival: 'scan' },
      { arrival: 'inbox' },
    ]);
  });

  it('says that a picture was shared, or something that is none', () => {
    expect(readFragment('#picture')).toBe('picture');
    expect(readFragment('#unfit')).toBe('unfit');
  });

  it('leads nowhere when it is anything else', () => {
    for (const text of ['', '#', '#settings', '#setup?s=1&u=2', '#__proto__', '#constructor', '#add?x'])
      expect(readFragment(text), text).toBeNull();
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!['add', 'scan', 'inbox', 'picture', 'unfit'].includes(text));
        expect(readFragment(`#${text}`)).toBeNull();
      }),
    );
  });
});
