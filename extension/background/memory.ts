/**
 * What the worker has to remember between two messages, in `chrome.storage.session`: gone with the browser,
 * never on disk, read by trusted contexts only. No code and no seed.
 */

/** Which token was given to a document, and up to which step. */
export interface Filling {
  documentId: string;
  recordId: string;
  step: number;
  /** The person chose this token by hand. */
  chosen: boolean;
  /** The login ID typed at the time, so that a choice can be remembered with it once it was sent. */
  username: string | null;
}

const FILLINGS = 'fillings';
const USED = 'used-steps';
const ORIGINS = 'bound-origins';
const LOGIN_ORIGINS = 'login-origins';
const NAMES = 'login-names';
/** Documents remembered; the oldest go first. */
const LIMIT = 64;

/** How long (ms) a login ID typed on one page stands for the page after it that asks for the code. */
const NAME_MS = 10 * 60_000;

const area = () => chrome.storage.session;

async function read<Value>(name: string, otherwise: Value): Promise<Value> {
  return ((await area().get(name))[name] as Value | undefined) ?? otherwise;
}

/** One reader-then-writer at a time, also across two lives of the worker. */
const alone = <Result>(work: () => Promise<Result>): Promise<Result> =>
  navigator.locks.request('fuda-memory', work) as Promise<Result>;

/** What was given to a document; `null` when nothing was. */
export async function fillingOf(documentId: string): Promise<Filling | null> {
  return (await read<Filling[]>(FILLINGS, [])).find((each) => each.documentId === documentId) ?? null;
}

/** Remembers what is about to be given to a document. */
export function rememberFilling(filling: Filling): Promise<void> {
  return alone(async () => {
    const others = (await read<Filling[]>(FILLINGS, [])).filter(
      (each) => each.documentId !== filling.documentId,
    );
    await area().set({ [FILLINGS]: [...others, filling].slice(-LIMIT) });
  });
}

/** A permission was taken back: no document is given more for having been filled by hand before. */
export function forgetChosen(): Promise<void> {
  return alone(async () => {
    const fillings = await read<Filling[]>(FILLINGS, []);
    await area().set({ [FILLINGS]: fillings.map((each) => ({ ...each, chosen: false })) });
  });
}

/** The login ID last typed in a tab, where it was typed and when (epoch ms, device's clock). One a tab: another site's replaces it. */
interface TypedName {
  tabId: number;
  origin: string;
  username: string;
  at: number;
}

/** Remembers the login ID typed on `origin` in a tab, for a page after this one; '' forgets. */
export function rememberName(name: TypedName): Promise<void> {
  return alone(async () => {
    const others = (await read<TypedName[]>(NAMES, [])).filter(
      ({ tabId, at }) => tabId !== name.tabId && name.at - at < NAME_MS,
    );
    await area().set({ [NAMES]: name.username === '' ? others : [...others, name].slice(-LIMIT) });
  });
}

/** The login ID typed on an earlier page of `origin` in this tab, at most ten minutes before `now`; else `null`. */
export async function nameTyped(tabId: number, origin: string, now: number): Promise<string | null> {
  const found = (await read<TypedName[]>(NAMES, [])).find((each) => each.tabId === tabId);
  return found?.origin === origin && Math.abs(now - found.at) < NAME_MS ? found.username : null;
}

const usedName = (origin: string, recordId: string) => `${origin} ${recordId}`;

/** The last step of a token that was submitted on an origin; -1 when none was. */
export async function usedStep(origin: string, recordId: string): Promise<number> {
  return (await read<Record<string, number>>(USED, {}))[usedName(origin, recordId)] ?? -1;
}

/** A step counts as used once its form was submitted; it never counts down again. */
export function markUsed(origin: string, recordId: string, step: number): Promise<void> {
  return alone(async () => {
    const used = await read<Record<string, number>>(USED, {});
    const name = usedName(origin, recordId);
    await area().set({ [USED]: { ...used, [name]: Math.max(step, used[name] ?? -1) } });
  });
}

/** The bound origins as last seen with the vault open; `null` when this browser has not seen it open yet. */
export const lastBoundOrigins = (): Promise<string[] | null> => read<string[] | null>(ORIGINS, null);

/** Every origin some token is for, as last seen; for telling a copy while the vault is locked. */
export const lastLoginOrigins = (): Promise<string[]> => read<string[]>(LOGIN_ORIGINS, []);

/** Remembers them for when the vault is locked. */
export const rememberLoginOrigins = (origins: string[]): Promise<void> =>
  area().set({ [LOGIN_ORIGINS]: origins });

/** Remembers them for when the vault is locked. */
export const rememberBoundOrigins = (origins: string[]): Promise<void> => area().set({ [ORIGINS]: origins });
