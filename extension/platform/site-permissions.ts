import { grantFor, readGrants } from './grants.ts';
import { matchPattern } from './match-pattern.ts';

/** A person's permission to fill in on one site, as the browser keeps it. */
export interface SitePermissions {
  /** Whether codes may be filled on `origin`. */
  has(origin: string): Promise<boolean>;
  /** Asks the person; must be called inside a click, before anything is awaited. */
  request(origin: string): Promise<boolean>;
  /** Gives the permission back; whether it is really gone. */
  drop(origin: string): Promise<boolean>;
  /** Told of every change, also of one made in the browser's own settings. */
  onChange(listener: () => void): () => void;
}

const has = (origin: string): Promise<boolean> =>
  chrome.permissions.contains({ origins: [matchPattern(origin)] });

/** Site permissions over `chrome.permissions`. */
export const sitePermissions: SitePermissions = {
  has,
  request: (origin) => chrome.permissions.request({ origins: [matchPattern(origin)] }),
  async drop(origin) {
    try {
      const grant = grantFor(await readGrants(), origin);
      await chrome.permissions.remove({ origins: [grant === null ? matchPattern(origin) : `${grant}/*`] });
    } catch {
      // What the browser keeps is asked below.
    }
    return !(await has(origin));
  },
  onChange(listener) {
    chrome.permissions.onAdded.addListener(listener);
    chrome.permissions.onRemoved.addListener(listener);
    return () => {
      chrome.permissions.onAdded.removeListener(listener);
      chrome.permissions.onRemoved.removeListener(listener);
    };
  },
};
