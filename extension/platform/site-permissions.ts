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

/**
 * The narrowest match pattern for an origin: scheme, host and port. Chrome takes a port; a browser that does
 * not throws at once and gets scheme and host. The port is compared again before every fill.
 */
function patternsFor(origin: string): [exact: string, host: string] {
  const { protocol, hostname } = new URL(origin);
  return [`${origin}/*`, `${protocol}//${hostname}/*`];
}

function withPattern<Result>(origin: string, call: (pattern: string) => Promise<Result>): Promise<Result> {
  const [exact, host] = patternsFor(origin);
  try {
    return call(exact);
  } catch {
    return call(host);
  }
}

const has = (origin: string): Promise<boolean> =>
  withPattern(origin, (pattern) => chrome.permissions.contains({ origins: [pattern] }));

/** Site permissions over `chrome.permissions`. */
export const sitePermissions: SitePermissions = {
  has,
  request: (origin) => withPattern(origin, (pattern) => chrome.permissions.request({ origins: [pattern] })),
  async drop(origin) {
    try {
      await withPattern(origin, (pattern) => chrome.permissions.remove({ origins: [pattern] }));
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
