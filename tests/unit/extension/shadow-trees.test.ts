// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { makeShadowTrees } from '../../../extension/content/shadow-trees.ts';

let found: ShadowRoot[];
const trees = () => makeShadowTrees((root) => found.push(root));

beforeEach(() => {
  vi.stubGlobal('chrome', { runtime: { id: 'fuda' } });
  document.body.innerHTML = '<main><p></p></main>';
  found = [];
});
afterEach(() => {
  document.body.innerHTML = '';
});

/** Puts an empty box into `place`, and a shadow tree on it. */
function treeIn(place: ParentNode): ShadowRoot {
  const host = document.createElement('div');
  place.append(host);
  return host.attachShadow({ mode: 'open' });
}

it('tells of every tree once, however deep they stand in one another', () => {
  let place: ParentNode = document.body;
  const all = Array.from({ length: 12 }, () => {
    place = treeIn(place);
    return place as ShadowRoot;
  });
  const these = trees();
  these.search();
  expect(found).toEqual(all);
  expect(these.in(document)).toEqual([all[0]]);
  expect(these.in(all[0] as ShadowRoot)).toEqual([all[1]]);
});

it('searches when it is asked before anybody did, and then goes by what was found', () => {
  const first = treeIn(document.body);
  const these = trees();
  expect(these.in(document)).toEqual([first]);
  const second = treeIn(document.body);
  expect(these.in(document)).toEqual([first]);
  these.search();
  expect(these.in(document)).toEqual([first, second]);
});

it('steps over nothing for an extension that was updated or removed', () => {
  treeIn(document.body);
  vi.stubGlobal('chrome', { runtime: {} });
  const these = trees();
  these.search();
  expect(found).toEqual([]);
  expect(these.in(document)).toEqual([]);
});

it('goes on where a page’s form has the name of what is asked of the document', () => {
  document.body.innerHTML = '<form name="querySelectorAll"></form>';
  Object.defineProperty(document, 'querySelectorAll', {
    configurable: true,
    value: document.querySelector('form'),
  });
  const these = trees();
  expect(() => these.search()).not.toThrow();
  expect(these.in(document)).toEqual([]);
  Reflect.deleteProperty(document, 'querySelectorAll');
});
