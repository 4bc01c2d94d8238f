import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { afterEach, describe, expect, it } from 'vitest';
import type { Vault } from '../../../core/vault/types.ts';
import { isLoginLike, LONGEST_TITLE, MOST_CONTROLS, readLook } from '../../../extension/look-alike/look.ts';
import { probe } from '../../../extension/look-alike/probe.ts';
import { PROBE_TERMS } from '../../../extension/look-alike/probe-terms.ts';
import { learnLook, siteLooks } from '../../../extension/look-alike/site-looks.ts';

afterEach(() => {
  Reflect.deleteProperty(globalThis, 'document');
  Reflect.deleteProperty(globalThis, 'Document');
});

/** Runs the probe in a page, as the browser would put it there: from its text alone. */
function probeIn(html: string): unknown {
  const { window } = new JSDOM(html);
  Object.assign(globalThis, { document: window.document, Document: window.Document });
  const alone = new Function('terms', `return (${probe})(terms)`);
  return alone(PROBE_TERMS);
}

describe('a page is read', () => {
  it('as its title and the build of its form, without a value', () => {
    expect(
      probeIn(`<title> ログイン | みどり </title><form>
        <input type="hidden" name="csrf" value="secret">
        <input name="id" maxlength="64" value="taro"><input type="password" value="hunter2">
        <table><tr><th>ワンタイムパスワード</th><td><input name="x" maxlength="8" value="12345678"></td></tr></table>
        <select><option>支店</select><input type="radio"><input type="checkbox"><textarea></textarea>
        <input type="search"><input type="file"><button>ログイン</button><input type="submit"></form>`),
    ).toEqual({
      title: 'ログイン | みどり',
      shape: ['t64', 'p', 'c8', 'l', 'r', 'k', 'a', 's', 'f', 'b', 'b'],
    });
  });

  it.each([
    '<input autocomplete="one-time-code">',
    '<input type="password" autocomplete="section-a one-time-code">',
    '<label>認証番号 <input></label>',
    '<input placeholder="Passcode">',
    '<input name="otpNo" type="tel">',
    '<input aria-label="使い捨てパスワード">',
    // Words that only the detector's own list has.
    '<label>可変パスワード <input></label>',
    '<input id="txtSoftTokenValue">',
  ])('with its field for a code: %s', (html) => {
    expect(readLook(probeIn(html))?.shape).toEqual(['c']);
  });

  it('although the page put its own things in the way', () => {
    expect(
      probeIn(`<title>みどり</title><form name="querySelectorAll"><input name="type"></form>
        <img name="title"><form name="title"></form><input type="password">`),
    ).toEqual({ title: 'みどり', shape: ['t', 'p'] });
  });

  it('inside its shadow roots too', () => {
    const html = `<title>x</title><my-form><template></template></my-form><script>
      document.querySelector('my-form').attachShadow({ mode: 'open' }).innerHTML = '<input type=password>';
    </script>`;
    const { window } = new JSDOM(html, { runScripts: 'dangerously' });
    Object.assign(globalThis, { document: window.document, Document: window.Document });
    expect(probe(PROBE_TERMS).shape).toEqual(['p']);
  });

  it('no further than its bounds', () => {
    const html = `<title>${'長'.repeat(5_000)}</title>${'<input type=password maxlength=4000>'.repeat(500)}`;
    const look = readLook(probeIn(html));
    expect(look?.title).toHaveLength(LONGEST_TITLE);
    expect(look?.shape).toEqual(new Array(MOST_CONTROLS).fill('p'));
    expect(readLook(probeIn(`${'<p>'.repeat(6_000)}<input type=password>`))?.shape).toEqual([]);
  });
});

describe('a look that comes out of a page', () => {
  it.each([
    null,
    'p',
    [],
    {},
    { title: 1, shape: [] },
    { title: 'x'.repeat(LONGEST_TITLE + 1), shape: [] },
    { title: '', shape: 'p' },
    { title: '', shape: ['x'] },
    { title: '', shape: ['p100'] },
    { title: '', shape: ['p0'] },
    { title: '', shape: [['p']] },
    { title: '', shape: new Array(MOST_CONTROLS + 1).fill('p') },
  ])('is taken only in its exact form: %j', (value) => {
    expect(readLook(value)).toBeNull();
  });

  it('never throws, and comes out as it went in', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const look = readLook(value);
        expect(look === null || JSON.stringify(readLook(look)) === JSON.stringify(look)).toBe(true);
      }),
    );
  });

  it('asks for something only with a field for a password or a code', () => {
    const asks = (...shape: string[]) => isLoginLike({ title: '', shape });
    expect([asks('p'), asks('t', 'c6'), asks('t1', 't1', 't1', 't1')]).toEqual([true, true, true]);
    expect([asks(), asks('t', 's', 'b'), asks('t1', 't1', 't1'), asks('k', 'l')]).toEqual(
      new Array(4).fill(false),
    );
  });
});

describe('what is learnt of the banks’ own pages', () => {
  /** One setting, as a vault keeps it. */
  function oneSetting(kept: unknown = null) {
    let writes = 0;
    const vault = {
      readSetting: async () => structuredClone(kept),
      writeSetting: async (_name: string, value: unknown) => {
        kept = value;
        writes += 1;
      },
    } as unknown as Vault;
    return { vault, writes: () => writes };
  }
  const look = (title: string) => ({ title, shape: ['t', 'p', 'c8'] });

  it('is kept once for each look, four of an origin and fifty origins, the newest', async () => {
    const { vault, writes } = oneSetting();
    await learnLook(vault, 'https://a.example', look('1'));
    await learnLook(vault, 'https://a.example', look('1'));
    expect(writes()).toBe(1);
    for (const title of ['2', '3', '4', '5']) await learnLook(vault, 'https://a.example', look(title));
    expect((await siteLooks(vault))['https://a.example']?.map(({ title }) => title)).toEqual([...'2345']);
    for (let n = 0; n < 60; n++) await learnLook(vault, `https://n${n}.example`, look('x'));
    const origins = Object.keys(await siteLooks(vault));
    expect(origins).toHaveLength(50);
    expect(origins).not.toContain('https://a.example');
    expect(origins.at(-1)).toBe('https://n59.example');
  });

  it('loses none of two that are learnt at once', async () => {
    const { vault } = oneSetting();
    await Promise.all(['a', 'b', 'c'].map((name) => learnLook(vault, `https://${name}.example`, look(name))));
    expect(Object.keys(await siteLooks(vault))).toHaveLength(3);
  });

  it('is nothing where nothing was asked for, and nothing that cannot be read', async () => {
    const { vault, writes } = oneSetting();
    await learnLook(vault, 'https://a.example', { title: 'x', shape: ['t', 'b'] });
    expect(writes()).toBe(0);
    const spoilt = oneSetting({
      'https://a.example': [look('1'), { title: 2 }, null],
      'https://b.example': 'x',
    });
    expect(await siteLooks(spoilt.vault)).toEqual({
      'https://a.example': [look('1')],
      'https://b.example': [],
    });
    expect(await siteLooks(oneSetting('x').vault)).toEqual({});
  });
});
