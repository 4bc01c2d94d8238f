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
 *
 * Its digits come a frame before its names: finding and opening a font for Japanese is a sixth of the way to a first
 * frame that holds both.
 */

export interface FirstCode {
  /** Writes whose code it is above the digits. */
  name(): void;
}

/** Keeps a line's place until its text is there. */
const EMPTY_LINE = '\u00a0';
/** What surely fits on one line of a phone, in widths of a Japanese character: the title, and the notes below it. */
const TITLE_WIDTH = 13;
const NOTES_WIDTH = 17;

/** Whether `text` stays on a line of `width`, so that nothing below it moves when it comes. */
const fits = (text: string, width: number): boolean =>
  [...text].reduce((sum, sign) => sum + (sign < '\u0100' ? 0.6 : 1), 0) <= width;

function element(name: string, className: string, ...children: (Node | string)[]): HTMLElement {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/**
 * Draws the code that home would show in `root`, its names where they cannot move it later; `null` if there is none:
 * while the app is locked, for a list, for a code that is asked for first, or for a token that shows none now.
 */
export function drawFirstCode(root: HTMLElement, app: TokenApp, language: Language): FirstCode | null {
  const token = app.status.value.at === 'open' ? homeToken(app) : undefined;
  if (!token || app.isCovered(token.id)) return null;
  const view = app.code(token.id);
  if (!view) return null;
  const digits = element(
    'p',
    isLate(view) ? 'code late' : 'code',
    ...groupDigits(view.code).map((group) => element('span', '', group)),
  );
  digits.dataset['part'] = 'code';
  digits.dataset['digits'] = String(view.code.length);
  const title = tokenTitle(token, language);
  const notes = tokenNotes(token, language).join(' · ');
  const titleLine = element('h2', 'tag-name', EMPTY_LINE);
  const notesLine = element('p', 'tag-memo', notes && EMPTY_LINE);
  const name = () => {
    titleLine.textContent = title;
    notesLine.textContent = notes;
  };
  if (!fits(title, TITLE_WIDTH) || !fits(notes, NOTES_WIDTH)) name();
  const tag = element(
    'section',
    'tag',
    element('i', 'tag-hole'),
    titleLine,
    notesLine,
    digits,
    element('div', 'tag-foot'),
  );
  const page = element('main', 'page', element('div', 'main', tag));
  const screen = element('div', 'screen screen-wide', element('header', 'bar'), page);
  root.replaceChildren(screen);
  // Nobody counts its seconds: should the screens not come, no code stays that is no longer one.
  setTimeout(() => screen.remove(), view.secondsLeft * 1000);
  return { name };
}
