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
  /** The form that held this step was sent; absent: not yet. */
  sent?: boolean;
  /** How the document looks was learnt, or tried to; absent: not yet. */
  learnt?: boolean;
}

const FILLINGS = 'fillings';
const USED = 'used-steps';
const ORIGINS = 'bound-origins';
const LOGIN_ORIGINS = 'login-origins';
const NAMES = 'login-names';
const TAKEN_BACK = 'permission-taken-back';
/** Documents remembered; the oldest go first. */
const LIMIT = 64;

/** How long (ms) a login ID typed on one page stands for the page after it that asks for the code. */
const NAME_MS = 10 * 60_000;

/**
 * How far (steps) ahead of the present one a used step is believed: an authority follows a clock that runs ahead by
 * five steps and lets one more pass, others do likewise. What it accepted ends every step before it, so those are
 * not worth giving; a step further ahead no bank ever accepted, the clock was wrong then or is now.
 */
const BELIEVED_AHEAD = 10;
/** Used steps kept of one token; more than one only where the clock was set back. */
const STEPS_KEPT = 4;

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
export function rememberFilling(filling: Omit<Filling, 'sent' | 'learnt'>): Promise<void> {
  return alone(async () => {
    const fillings = await read<Filling[]>(FILLINGS, []);
    const others = fillings.filter((each) => each.documentId !== filling.documentId);
    const isLearnt = fillings.some((each) => each.documentId === filling.documentId && each.learnt);
    const kept = isLearnt ? { ...filling, learnt: true } : filling;
    await area().set({ [FILLINGS]: [...others, kept].slice(-LIMIT) });
  });
}

/** Whether a document that was given a code is to be learnt now: once, however often it is filled or says so. */
export function isFirstLook(documentId: string): Promise<boolean> {
  return alone(async () => {
    const fillings = await read<Filling[]>(FILLINGS, []);
    const found = fillings.find((each) => each.documentId === documentId);
    if (!found || found.learnt) return false;
    found.learnt = true;
    await area().set({ [FILLINGS]: fillings });
    return true;
  });
}

/**
 * The record of the token that a person had filled into a document by hand and that was not sent yet: this one is
 * kept up to date there whatever else is allowed; else `null`.
 */
export async function filledByHand(documentId: string): Promise<string | null> {
  const given = await fillingOf(documentId);
  return given?.chosen && !given.sent ? given.recordId : null;
}

/** The form that held the code of `step` was sent; what was given to the document after it was not. */
export function markSent(documentId: string, step: number): Promise<void> {
  return alone(async () => {
    const fillings = await read<Filling[]>(FILLINGS, []);
    const isMeant = (each: Filling) => each.documentId === documentId && each.step <= step;
    await area().set({
      [FILLINGS]: fillings.map((each) => (isMeant(each) ? { ...each, sent: true } : each)),
    });
  });
}

/**
 * A permission was taken back: no document is given more for having been filled by hand before, nobody is known by
 * what they typed before, and what is kept in the vault is to be looked through, as soon as it is open.
 */
export function forgetChosen(): Promise<void> {
  return alone(async () => {
    const fillings = await read<Filling[]>(FILLINGS, []);
    await area().set({
      [FILLINGS]: fillings.map((each) => ({ ...each, chosen: false, username: null })),
      [TAKEN_BACK]: true,
    });
    await area().remove(NAMES);
  });
}

/** Whether a permission was taken back since this was last asked. */
export function wasTakenBack(): Promise<boolean> {
  return alone(async () => {
    const was = await read(TAKEN_BACK, false);
    if (was) await area().remove(TAKEN_BACK);
    return was;
  });
}

/** The login ID last typed in a tab, where it was typed and when (epoch ms, device's clock). One a tab: another site's replaces it. */
export interface TypedName {
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

/** Forgets the login IDs typed on origins that `isKept` says no to. */
export function forgetNames(isKept: (origin: string) => boolean): Promise<void> {
  return alone(async () => {
    const names = await read<TypedName[]>(NAMES, []);
    const kept = names.filter(({ origin }) => isKept(origin));
    if (kept.length < names.length) await area().set({ [NAMES]: kept });
  });
}

/** The login ID typed on an earlier page of `origin` in this tab, at most ten minutes before `now`; else `null`. */
export async function nameTyped(tabId: number, origin: string, now: number): Promise<string | null> {
  const found = (await read<TypedName[]>(NAMES, [])).find((each) => each.tabId === tabId);
  return found?.origin === origin && Math.abs(now - found.at) < NAME_MS ? found.username : null;
}

/**
 * Whether a token's step was submitted already, or a later one was that can be true at that step. On whichever
 * origin: several login origins are one bank's, with one verifier, and a secret of a person's own was given out by
 * one service, wherever they bound it. A verifier takes a step once (RFC 6238 §5.2), so a step awaited in vain costs
 * less than a code that is refused and counted.
 */
export async function isUsed(recordId: string, step: number): Promise<boolean> {
  const used = (await read<Record<string, number[]>>(USED, {}))[recordId] ?? [];
  return used.some((each) => step <= each && each <= step + BELIEVED_AHEAD);
}

/**
 * A step counts as used once its form was submitted; it never counts down again. Steps ahead of it are kept: it may
 * be reported late, or the clock was set back and will come to them once more.
 */
export function markUsed(recordId: string, step: number): Promise<void> {
  return alone(async () => {
    const used = await read<Record<string, number[]>>(USED, {});
    const ahead = (used[recordId] ?? []).filter((each) => each > step);
    await area().set({ [USED]: { ...used, [recordId]: [...ahead, step].slice(-STEPS_KEPT) } });
  });
}

/** There is no vault any more: nothing that was arranged for its tokens, or typed beside them, stays. */
export const forgetEverything = (): Promise<void> =>
  alone(() => area().remove([FILLINGS, USED, ORIGINS, LOGIN_ORIGINS, NAMES, TAKEN_BACK]));

/** The bound origins as last seen with the vault open; `null` when this browser has not seen it open yet. */
export const lastBoundOrigins = (): Promise<string[] | null> => read<string[] | null>(ORIGINS, null);

/** Every origin some token is for, as last seen; for telling a copy while the vault is locked. */
export const lastLoginOrigins = (): Promise<string[]> => read<string[]>(LOGIN_ORIGINS, []);

/** Remembers them for when the vault is locked. */
export const rememberLoginOrigins = (origins: string[]): Promise<void> =>
  area().set({ [LOGIN_ORIGINS]: origins });

/** Remembers them for when the vault is locked. */
export const rememberBoundOrigins = (origins: string[]): Promise<void> => area().set({ [ORIGINS]: origins });
