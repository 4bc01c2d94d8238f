import type { ReadonlySignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { TokenView } from '../app/types.ts';
import type { Language } from '../i18n/language.ts';

/** Where a shell may add its own actions for a token. */
export type TokenPlace = 'token' | 'after-setup';

/** What a shell gives to the screens; everything else they take from the `TokenApp`. */
export interface PlatformPorts {
  /** A phone keeps its main action near the thumb; a PC keeps it under the card. */
  surface: 'phone' | 'pc';
  /** Puts text on the clipboard; `false` when the platform would not. */
  copy(text: string): Promise<boolean>;
  /** IDs that came with a set-up link, offered once. */
  initialSetup: { serviceId: string; userId: string } | null;
  /** Set-up links that arrive while the app is open (a second tap on the mail's link). */
  onSetupLink?(listener: (ids: { serviceId: string; userId: string }) => void): () => void;
  /** A newer release waiting to take over; asked for on quiet screens only. */
  update?: { ready: ReadonlySignal<boolean>; apply(): void };
  /** The shell's own actions under a token's card, and at the end of set-up (e.g. a site permission). */
  extraTokenActions?(token: TokenView, place: TokenPlace, language: Language): ComponentChildren;
}
