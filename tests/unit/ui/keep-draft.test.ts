import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { EMPTY_DRAFT } from '../../../core/ui/context.ts';
import { keepDraft } from '../../../core/ui/keep-draft.ts';
import type { Route, Router } from '../../../core/ui/route.ts';

const typed = {
  serviceId: '10112235',
  userId: '123456789015',
  fromLink: true,
  activationPassword: '246810',
  consent: true,
};

function inSetUp() {
  const route = signal<Route>({ at: 'set-up', step: 'password' });
  const draft = signal(EMPTY_DRAFT);
  keepDraft({ router: { route } as unknown as Router, draft });
  draft.value = typed;
  return { route, draft };
}

test('what was typed in the set-up stays from step to step', () => {
  const { route, draft } = inSetUp();
  route.value = { at: 'set-up', step: 'consent' };
  expect(draft.value).toEqual(typed);
});

test('the numbers wait while the help with the clock is read, secrets do not', () => {
  const { route, draft } = inSetUp();
  route.value = { at: 'settings-clock' };
  route.value = { at: 'set-up', step: 'clock' };
  expect(draft.value).toEqual({ ...typed, activationPassword: '', consent: false });
});

test('everything goes when the set-up is left', () => {
  const { route, draft } = inSetUp();
  route.value = { at: 'settings-clock' };
  route.value = { at: 'home' };
  expect(draft.value).toEqual(EMPTY_DRAFT);
});
