/** What the browser lets us into, beyond a page on which a person asked. */
export interface Grants {
  /** Origins that were allowed one by one; without a port where the browser's patterns have none. */
  single: string[];
  /** Match patterns that take in many sites at once, such as `https://*` with any path. */
  bulk: string[];
}

/** One scheme, one whole host, any path. */
const isSingle = (pattern: string): boolean => pattern.endsWith('/*') && !pattern.slice(0, -2).includes('*');

/** What the browser says now; people may change it in its own settings at any time. */
export async function readGrants(): Promise<Grants> {
  const { origins = [] } = await chrome.permissions.getAll();
  return {
    single: origins.filter(isSingle).map((pattern) => pattern.slice(0, -2)),
    bulk: origins.filter((pattern) => !isSingle(pattern)),
  };
}

/** Gives a pattern of many sites back; whether it is really gone. */
export async function dropBulk(pattern: string): Promise<boolean> {
  try {
    await chrome.permissions.remove({ origins: [pattern] });
  } catch {
    // What the browser keeps is asked below.
  }
  return !(await readGrants()).bulk.includes(pattern);
}

/**
 * The single grant that `origin` lives by: its own, else that of its host without a port, which takes in every port;
 * `null` where it is not allowed, or only as one of many.
 */
export function grantFor({ single }: Grants, origin: string): string | null {
  const { protocol, hostname } = new URL(origin);
  return [origin, `${protocol}//${hostname}`].find((each) => single.includes(each)) ?? null;
}
