import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { OwnByHand } from '../app/scan.ts';
import type { OwnTokenInput, TokenApp } from '../app/types.ts';
import type { Language } from '../i18n/language.ts';
import type { Words } from './messages.ts';
import type { PlatformPorts } from './platform.ts';
import type { Router } from './route.ts';

/** What was typed in set-up so far; kept while the person moves between its steps, in memory only. */
export interface SetUpDraft {
  serviceId: string;
  userId: string;
  fromLink: boolean;
  activationPassword: string;
  consent: boolean;
}

export const EMPTY_DRAFT: SetUpDraft = {
  serviceId: '',
  userId: '',
  fromLink: false,
  activationPassword: '',
  consent: false,
};

/** Everything a screen may reach for. */
export interface Ui {
  app: TokenApp;
  platform: PlatformPorts;
  router: Router;
  /** Of the words on the screen: it follows a change of mind once the other words have come. */
  language: ReadonlySignal<Language>;
  words: ReadonlySignal<Words>;
  /** The corrected time, once a second. */
  tick: ReadonlySignal<number>;
  draft: Signal<SetUpDraft>;
  /** A token that was read from a QR code, a link or a picture and waits to be confirmed; in memory only. */
  found: Signal<OwnTokenInput | null>;
  /** What was typed of a token to add, while it is looked at before adding; in memory only. */
  byHand: Signal<OwnByHand | null>;
  /** A picture that was shared with the app and has not been looked at yet. */
  sharedPicture: Signal<Blob | null>;
  /** Where the person is in the list: what was looked for, and the token whose row to come back to. */
  list: { query: Signal<string>; opened: string | null };
  /** The code that was asked of an event-based token, for as long as its screen is open; in memory only. */
  asked: Signal<{ id: string; code: string } | null>;
  /** Said politely to screen readers, and shown for a moment where `seen`. */
  announcement: Signal<{ text: string; seen: boolean; id: number } | null>;
}

export const UiContext = createContext<Ui | null>(null);

export function useUi(): Ui {
  const ui = useContext(UiContext);
  if (!ui) throw new Error('a screen was shown outside the app');
  return ui;
}

export const useWords = (): Words => useUi().words.value;

let announcements = 0;
/** Tells something that happened; `seen` also shows it as a short message at the foot of the screen. */
export function announce(ui: Ui, text: string, seen = true): void {
  announcements += 1;
  ui.announcement.value = { text, seen, id: announcements };
}

export const createDraft = (): Signal<SetUpDraft> => signal(EMPTY_DRAFT);
