import { expect, it } from 'vitest';
import { type FrameView, isOwnGround } from '../../../extension/content/frames.ts';

const BANK = 'https://bank.example';
const frame = (isTop: boolean, ancestors?: string[], origin = BANK): FrameView => ({
  origin,
  isTop,
  location: { href: `${BANK}/login`, ...(ancestors ? { ancestorOrigins: ancestors } : {}) },
});

it('fills in the tab’s own page', () => {
  expect(isOwnGround(frame(true, []))).toBe(true);
  expect(isOwnGround(frame(true))).toBe(true);
});

it('fills in a frame only when every frame around it is of the same origin', () => {
  expect(isOwnGround(frame(false, [BANK, BANK]), () => false)).toBe(true);
  expect(isOwnGround(frame(false, [BANK, 'https://evil.example']))).toBe(false);
  expect(isOwnGround(frame(false, ['https://evil.example', BANK]))).toBe(false);
  expect(isOwnGround(frame(false, ['https://bank.example:8443']))).toBe(false);
  expect(isOwnGround(frame(false, ['null']))).toBe(false);
});

it('fills in no frame where the browser does not tell what is around it', () => {
  expect(isOwnGround(frame(false))).toBe(false);
  expect(isOwnGround(frame(false, []))).toBe(false);
});

it('fills in no sandboxed document, whose own origin is none', () => {
  expect(isOwnGround(frame(true, [], 'null'))).toBe(false);
  expect(isOwnGround(frame(false, [BANK], 'null'))).toBe(false);
});

it('fills in no frame that its own page keeps in a sandbox', () => {
  expect(isOwnGround(frame(false, [BANK]), () => true)).toBe(false);
});

it('fills in no document of a `blob:` address, which has the origin of whoever wrote it', () => {
  const written = (view: FrameView) => ({
    ...view,
    location: { ...view.location, href: `blob:${BANK}/7c1d` },
  });
  expect(isOwnGround(written(frame(true, [])))).toBe(false);
  expect(isOwnGround(written(frame(false, [BANK])), () => false)).toBe(false);
});
