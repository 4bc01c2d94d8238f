import { isLoopback } from '../core/token/origins.ts';

/** What a build is for. */
export interface Build {
  browser: 'chrome' | 'firefox';
  /** For a store, speaking to an authority on the network; else for the demonstration on this machine. */
  isRelease: boolean;
}

/** The demonstration's banks and authority run here; a released build has nothing to do on this machine. */
const LOOPBACK_HOSTS = ['http://*.localhost/*', 'http://127.0.0.1/*'];
const LOOPBACK_FORMS = ['http://*.localhost:*', 'http://127.0.0.1:*'];

/**
 * Nothing inline, nothing remote, one Trusted Types policy for the addresses of our own Workers, and forms
 * only to where a bank's login form may be.
 */
const pagesPolicy = (isRelease: boolean): string =>
  [
    "script-src 'self'",
    "object-src 'none'",
    `form-action ${['https:', ...(isRelease ? [] : LOOPBACK_FORMS)].join(' ')}`,
    "require-trusted-types-for 'script'",
    'trusted-types fuda',
  ].join('; ');

/**
 * Keys that work from the start; a person may change them in the browser. With Alt and Shift, because Control
 * and Shift with a letter belong to the browsers (Y: collections in Edge, downloads in Firefox; L, F, E, U …
 * likewise) and to input methods (F, U, digits). A language switch on Alt and Shift alone is not set off when a
 * letter is pressed with them. F: fill in. O: one-time passwords. On a Mac, where Option types letters of its
 * own, it is Control and Shift.
 */
const key = (letter: 'F' | 'O') => ({ default: `Alt+Shift+${letter}`, mac: `MacCtrl+Shift+${letter}` });

/**
 * The oldest Chrome (and Edge) it is for: before, `checkVisibility` takes no note of `visibilityProperty` and
 * `opacityProperty`, so a hidden trap beside the real field would count as seen.
 */
const CHROME = '121';

/** What Firefox has to be told. The ID is what a person's permissions and vault hang on: it never changes. */
const FIREFOX = {
  browser_specific_settings: {
    gecko: {
      id: '{6f0b9d0e-3c52-4b0a-9c57-5d1f8a7c2e41}',
      // Codes are given to documents, by the ID the browser tells of each; this is the oldest one tried.
      strict_min_version: '153.0',
      data_collection_permissions: { required: ['none' as const] },
    },
  },
};

/**
 * The manifest, as far as it does not follow from the entry points. It asks for no host at installation and
 * declares no content script: the one there is is registered at run time, on the origins a person allowed.
 * In a release nothing on this machine can be asked for either.
 */
export const manifestOf = ({ browser, isRelease }: Build) => ({
  name: '__MSG_name__',
  short_name: '__MSG_shortName__',
  description: '__MSG_description__',
  default_locale: 'ja',
  ...(browser === 'firefox' ? FIREFOX : { minimum_chrome_version: CHROME }),
  permissions: ['storage', 'unlimitedStorage', 'scripting', 'activeTab', 'alarms', 'contextMenus', 'idle'],
  optional_host_permissions: ['https://*/*', ...(isRelease ? [] : LOOPBACK_HOSTS)],
  content_security_policy: { extension_pages: pagesPolicy(isRelease) },
  options_ui: { page: 'page.html', open_in_tab: true },
  commands: {
    _execute_action: { suggested_key: key('O') },
    'fill-here': { description: '__MSG_commandFill__', suggested_key: key('F') },
  },
});

/**
 * The address of the authority that a released build speaks to, from what the builder was told: an `https:`
 * origin off this machine. `null` where nothing was told. Throws with what to do about anything else.
 */
export function releaseAuthority(told: string | undefined): string | null {
  if (!told) return null;
  const wrong = 'FUDA_AUTHORITY must be the https:// origin of an authority on the network';
  if (!URL.canParse(told)) throw new Error(wrong);
  const { protocol, origin, hostname, pathname, search, hash, username } = new URL(told);
  const isBare = pathname === '/' && !search && !hash && !username;
  if (protocol !== 'https:' || isLoopback(hostname) || !isBare) throw new Error(wrong);
  return origin;
}
