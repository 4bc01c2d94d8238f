import { isAppError } from '../../core/error.ts';
import { codeAt, codeForCounter } from '../../core/token/code.ts';
import { counterOf } from '../../core/token/counter.ts';
import { mayFill, mayFillOnce } from '../../core/token/origins.ts';
import type { Vault, VaultRecord } from '../../core/vault/types.ts';
import type { FillAnswer, SiteAnswer } from '../messages.ts';
import { readyTokens, tokensFor, type Unready, whyUnready } from './bindings.ts';
import { pick } from './choices.ts';
import { fillingOf, isUsed, nameTyped, rememberFilling, rememberName } from './memory.ts';
import type { OpenedVault } from './opened-vault.ts';

/** With less time left (ms) than a person needs to press the button, the next code is worth waiting for. */
export const TOO_LATE_MS = 4_000;
/** The next question is asked this much (ms) after the step's turn, so that it finds the new step. */
const AFTER_TURN_MS = 50;

/** A field that asks by itself, and what its page says of who is logging in. */
export interface Asked {
  origin: string;
  tabId: number;
  documentId: string;
  /** The login ID typed; '' where its field is empty, `null` where the page has none. */
  username: string | null;
  /** When (epoch ms, the device's own clock, uncorrected). */
  at: number;
}

/** The login ID of this login: the one typed here, or on an earlier page of this origin in the same tab. */
export async function loginName({
  origin,
  tabId,
  username,
  at,
}: Omit<Asked, 'documentId'>): Promise<string | null> {
  if (username === null) return nameTyped(tabId, origin, at);
  // Also where there is a field for the code: a page after this one may ask for it again.
  await rememberName({ tabId, origin, username, at });
  return username || null;
}

/** What to answer, and what the badge is to say of it; `null`: the page says itself when it has written. */
interface Answered {
  answer: FillAnswer;
  state: SiteAnswer['state'] | null;
}

const nothing = (state: SiteAnswer['state']): Answered => ({ answer: { kind: 'none' }, state });

/**
 * Answers a field that asks by itself: the code of the one token that belongs to this origin, or how long to
 * wait (ms) for one that can still be used, or nothing and why. `only`: no other record's code, whichever belongs
 * there.
 */
export async function answerAsk(
  opened: OpenedVault,
  asked: Asked,
  only: string | null = null,
): Promise<Answered> {
  const { origin, documentId } = asked;
  const candidates = tokensFor(await opened.records(), opened.now, origin);
  if (candidates.length === 0) return nothing('idle');
  const before = await fillingOf(documentId);
  const username = await loginName(asked);
  const record = await pick(opened.vault, candidates, { origin, username }, before);
  if (only !== null && record?.id !== only) return nothing('idle');
  if (!record) return nothing('choose');
  // `tokensFor` has looked already; asked once more where a code is about to leave.
  if (!mayFill(record.token, origin)) return nothing('idle');
  // Each of its codes costs a counter: given at a press only.
  if (record.token.otp.kind !== 'time') return nothing('press');
  const { code, step, period } = codeAt(record.token, opened.now);
  const left = period * 1000 - (opened.now % (period * 1000));
  const wakeIn = left + AFTER_TURN_MS;
  const used = await isUsed(record.id, step);
  // What was given already stays: it is in the field.
  const given = before?.recordId === record.id && before.step === step;
  if (used || (left < tooLate(period) && !given))
    return { answer: { kind: 'wait', wakeIn }, state: 'waiting' };
  const chosen = before?.recordId === record.id && before.chosen;
  await rememberFilling({ documentId, recordId: record.id, step, chosen, username });
  return { answer: { kind: 'fill', code, step, wakeIn }, state: null };
}

/** A step that is itself hardly longer (`period`, s) would never be long enough: half of it, then. */
const tooLate = (period: number): number => Math.min(TOO_LATE_MS, period * 500);

/** A code given at a person's wish. `once`: of an event-based token, so it is not of a step and never renewed. */
export interface CodeByHand {
  code: string;
  /** The step, or the counter. */
  step: number;
  once: boolean;
}

/**
 * The code a person asked for by hand on `origin`: 'not-allowed' where the token does not belong to it (nor is
 * of their own and asked for there this `once`, by that very origin), 'no-token' where it is there no more, 'no-code'
 * where the present one is used up, else why it shows none. An event-based token's counter is counted on durably
 * before its code is made (RFC 4226 §7.2), so it is asked only when a field waits for it.
 */
export async function codeByHand(
  opened: OpenedVault,
  recordId: string,
  origin: string,
  once: string | null = null,
): Promise<CodeByHand | 'not-allowed' | 'no-token' | 'no-code' | Unready> {
  const record = (await opened.records()).find(({ id }) => id === recordId);
  if (!record) return 'no-token';
  if (!mayFill(record.token, origin) && !mayFillOnce(record.token, origin, once)) return 'not-allowed';
  if (!readyTokens([record], opened.now).length) return whyUnready([record], opened.now);
  if (record.token.otp.kind === 'event') return nextCode(opened.vault, record);
  const { code, step } = codeAt(record.token, opened.now);
  return (await isUsed(recordId, step)) ? 'no-code' : { code, step, once: false };
}

async function nextCode(vault: Vault, { id, token }: VaultRecord): Promise<CodeByHand | 'no-code'> {
  try {
    const counter = counterOf(token, await vault.nextCounter(id));
    if (!Number.isSafeInteger(counter)) return 'no-code';
    return { code: codeForCounter(token, counter), step: counter, once: true };
  } catch (error) {
    // Removed meanwhile, no counter left, or it could not be written down: then no code leaves.
    if (isAppError(error) && error.code !== 'locked') return 'no-code';
    throw error;
  }
}
