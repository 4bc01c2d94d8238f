import type { ReadonlySignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { TokenView } from '../app/types.ts';
import type { Language } from '../i18n/language.ts';
import type { IconName } from './components/icon.tsx';

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
  /** Other ways in from outside, once the app is open: a shortcut of the icon, a picture shared with the app. */
  onArrival?(listener: (arrival: Arrival) => void): () => void;
  /** A newer release waiting to take over; asked for on quiet screens only. */
  update?: { ready: ReadonlySignal<boolean>; apply(): void };
  /** Putting the app on the home screen; absent where it is installed, or is an extension. */
  install?: InstallPort;
  /** Keeps the screen on while `on`; absent where the platform cannot. */
  keepAwake?: (on: boolean) => void;
  /** The number on the app's icon. */
  setBadge?: (count: number) => void;
  /** Gives the person a file to keep. `false` when the platform would not. */
  saveFile(name: string, bytes: Uint8Array<ArrayBuffer>, type: string): Promise<boolean>;
  /** Starts a Worker with `core/browser/qr-worker.ts`; without it QR codes are read on the page's own thread. */
  startQrReader?: () => Worker;
  /** When the app locks by itself is the shell's to decide where this is false (the extension has its own rule). */
  locksByItself: boolean;
  /** What this build is. */
  version: string;
  /** The shell's own actions under a token's card, and at the end of set-up (e.g. a site permission). */
  extraTokenActions?(token: TokenView, place: TokenPlace, language: Language): ComponentChildren;
  /** The shell's own screens behind the settings, each a row there. */
  extraSettings?: readonly ExtraSettings[];
  /** The shell's rule for locking and what may be chosen of it; drawn only where `locksByItself` is false. */
  lockRule?(language: Language): ComponentChildren;
  /** What the shell has to say of itself before anything is set up, beside the first screen's own. */
  welcomeNotes?(language: Language): ComponentChildren;
}

/** A screen of the shell's own behind the settings. */
export interface ExtraSettings {
  /** Names it in the tab's history. */
  name: string;
  icon: IconName;
  label(language: Language): string;
  note?(language: Language): string;
  /** The whole screen, drawn with `Screen`. */
  screen(): ComponentChildren;
}

/** A way in from outside the app. */
export type Arrival =
  | { to: 'add' | 'scan' | 'inbox' }
  /** A picture that another app shared with this one: looked at for a QR code. */
  | { to: 'picture'; picture: Blob };

/** How this browser puts an app on the home screen. */
export interface InstallPort {
  /** 'prompt': the browser asks when told to; 'by-hand': only the person can (iOS, Firefox); `null`: not possible, or done. */
  way: ReadonlySignal<'prompt' | 'by-hand' | null>;
  /** Which instructions fit. */
  system: 'ios' | 'android' | 'desktop';
  /** Shows the browser's own question; resolves to whether it was accepted. */
  prompt(): Promise<boolean>;
}
