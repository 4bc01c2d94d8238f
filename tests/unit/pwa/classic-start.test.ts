import { parseAst } from 'vite';
import { describe, expect, it } from 'vitest';
import { asClassic, classicStart } from '../../../pwa/build/classic-start.ts';

/** Runs the classic script as a page would, and then imports the module that stands in its place. */
async function run(code: string): Promise<{ own: Record<string, unknown>; given: Record<string, unknown> }> {
  const { classic, module } = asClassic(code, parseAst);
  const page = { currentScript: { src: 'https://app.example/assets/start.js' } };
  const own: Record<string, unknown> = {};
  new Function('document', 'own', classic)(page, own);
  const given = await import(`data:text/javascript,${encodeURIComponent(`${module}// ${Math.random()}`)}`);
  return { own, given };
}

describe('the first code’s script', () => {
  it('gives the other chunks under their names what its module would have given', async () => {
    const { given } = await run(
      'var a=1;function b(){return a+1}class C{x=3}const $=()=>4;export{a,b as default,C as e,$ as f$};',
    );
    expect(Object.keys(given).sort()).toEqual(['a', 'default', 'e', 'f$']);
    expect(given['a']).toBe(1);
    expect((given['default'] as () => number)()).toBe(2);
    expect(new (given['e'] as new () => { x: number })().x).toBe(3);
    expect((given['f$'] as () => number)()).toBe(4);
  });

  it('knows its own address, as a module does', async () => {
    const { own } = await run(
      'own.at=new URL("worker.js",import.meta.url).href;const f=()=>import.meta.resolve;own.resolve=f();export{f};',
    );
    expect(own).toEqual({ at: 'https://app.example/assets/worker.js', resolve: undefined });
  });

  it('keeps to itself what it does not give, and runs in strict mode', async () => {
    const { own } = await run(
      'var hidden="x";own.strict=(function(){return this===undefined})();own.f=()=>hidden;',
    );
    expect(own['strict']).toBe(true);
    expect((own['f'] as () => string)()).toBe('x');
    expect('hidden' in globalThis).toBe(false);
  });

  it.each([
    'import{a}from"./other.js";a();',
    'import"./other.js";',
    'export{a}from"./other.js";',
    'export*from"./other.js";',
    'export const a=1;',
    'export default 1;',
    'const a=1;export{a as "two words"};',
    'const a=await Promise.resolve(1);export{a};',
  ])('is not made of a module that cannot be one: %s', (code) => {
    expect(() => asClassic(code, parseAst)).toThrow();
  });

  it('leaves no name that a browser has kept with other contents', () => {
    const { augmentChunkHash } = classicStart();
    if (typeof augmentChunkHash !== 'function') throw new Error('the name does not depend on the form');
    const of = (name: string) => augmentChunkHash.call({} as never, { name } as never);
    expect(of('first')).toContain('importMeta');
    expect(of('screens')).toBeUndefined();
  });

  it('may still ask for parts later', () => {
    expect(() => asClassic('const a=()=>import("./later.js");export{a};', parseAst)).not.toThrow();
  });
});
