import type { TokenApp } from '../app/types.ts';
import { groupDigits } from '../i18n/format.ts';
import type { Language } from '../i18n/language.ts';
import { isLate } from './current-code.ts';
import { homeToken } from './home-token.ts';
import { tokenNotes, tokenTitle } from './token-name.ts';

/*
 * The first code is drawn without the screens: loading, evaluating and drawing them takes a slow phone as long again
 * as opening the vault. What is drawn here is the same tag at the same place (`screens/tokens/token.tsx`), with
 * nothing to press, for the tenths of a second until `renderApp` puts the real one there.
 */

function element(name: string, className: string, ...children: (Node | string)[]): HTMLElement {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/**
 * Draws the code that home would show in `root`; gives whether there was one. None while the app is locked, for a
 * list, for a code that is asked for first, or for a token that shows none now.
 */
export function drawFirstCode(root: HTMLElement, app: TokenApp, language: Language): boolean {
  const token = app.status.value.at === 'open' ? homeToken(app) : undefined;
  if (!token || app.isCovered(token.id)) return false;
  const view = app.code(token.id);
  if (!view) return false;
  const digits = element(
    'p',
    isLate(view) ? 'code late' : 'code',
    ...groupDigits(view.code).map((group) => element('span', '', group)),
  );
  digits.dataset['part'] = 'code';
  digits.dataset['digits'] = String(view.code.length);
  const tag = element(
    'section',
    'tag',
    element('i', 'tag-hole'),
    element('h2', 'tag-name', tokenTitle(token, language)),
    element('p', 'tag-memo', tokenNotes(token, language).join(' · ')),
    digits,
    element('div', 'tag-foot'),
  );
  const page = element('main', 'page', element('div', 'main', tag));
  const screen = element('div', 'screen screen-wide', element('header', 'bar'), page);
  root.replaceChildren(screen);
  // Nobody counts its seconds: should the screens not come, no code stays that is no longer one.
  setTimeout(() => screen.remove(), view.secondsLeft * 1000);
  return true;
}
