// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { followPresence } from '../../../core/ui/follow-presence.ts';
import { createFakeTokenApp } from '../../support/fake-token-app.ts';

let told: string[];
let hidden: boolean;
let target: Document;
let view: EventTarget;

beforeEach(() => {
  told = [];
  hidden = false;
  view = new EventTarget();
  vi.useFakeTimers();
  const page = document.implementation.createHTMLDocument();
  Object.defineProperty(page, 'hidden', { get: () => hidden });
  Object.defineProperty(page, 'defaultView', { value: view });
  followPresence(
    {
      ...createFakeTokenApp(),
      touched: () => told.push('touched'),
      visibility: (isHidden) => told.push(isHidden ? 'hidden' : 'shown'),
    },
    page,
  );
  target = page;
});
afterEach(() => {
  vi.useRealTimers();
});

test('presses, keys and scrolling are told, and a flood of them once a second', () => {
  for (const name of ['pointerdown', 'keydown', 'wheel', 'touchmove'])
    target.body.dispatchEvent(new Event(name, { bubbles: true }));
  expect(told).toEqual(['touched']);
  vi.advanceTimersByTime(1_000);
  target.body.dispatchEvent(new Event('keydown', { bubbles: true }));
  expect(told).toEqual(['touched', 'touched']);
});

test('a press that a part of the page keeps to itself is told all the same', () => {
  target.body.addEventListener('pointerdown', (event) => event.stopPropagation());
  target.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
  expect(told).toEqual(['touched']);
});

test('hiding and showing are told as they happen', () => {
  hidden = true;
  target.dispatchEvent(new Event('visibilitychange'));
  hidden = false;
  target.dispatchEvent(new Event('visibilitychange'));
  expect(told).toEqual(['hidden', 'shown']);
});

test('a page that wakes from sleep, or comes back out of the history, is told as shown', () => {
  target.dispatchEvent(new Event('resume'));
  view.dispatchEvent(new Event('pageshow'));
  expect(told).toEqual(['shown', 'shown']);
});
