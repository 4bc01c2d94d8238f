import { codeAt } from '../../core/token/code.ts';
import { mayFill } from '../../core/token/origins.ts';
import type { Vault, VaultRecord } from '../../core/vault/types.ts';
import type { FillAnswer } from '../messages.ts';
import { readyTokens, tokensFor } from './bindings.ts';
import { type Filling, fillingOf, rememberFilling, usedStep } from './memory.ts';
import type { OpenedVault } from './opened-vault.ts';

/** With less time left (ms) than a person needs to press the button, the next code is worth waiting for. */
export const TOO_LATE_MS = 4_000;
/** The next question is asked this much (ms) after the step's turn, so that it finds the new step. */
const AFTER_TURN_MS = 50;
/** Vault setting: which token goes with a login ID, by origin. Encrypted like every setting. */
const CHOICES = 'login-choices';
const CHOICES_LIMIT = 50;

const choiceName = (origin: string, username: string) => `${origin} ${username}`;

async function readChoices(vault: Vault): Promise<Record<string, string>> {
  const value = await vault.readSetting(CHOICES);
  return typeof value === 'object' && value !== null ? (value as Record<string, string>) : {};
}

/** Remembers that this login ID goes with this token, so that it is picked by itself from now on. */
export async function rememberChoice(
  vault: Vault,
  origin: string,
  username: string,
  recordId: string,
): Promise<void> {
  const name = choiceName(origin, username);
  const { [name]: before, ...others } = await readChoices(vault);
  if (before === recordId) return;
  const kept = Object.entries(others).slice(1 - CHOICES_LIMIT);
  await vault.writeSetting(CHOICES, { ...Object.fromEntries(kept), [name]: recordId });
}

/** The one token to fill, or `null`: a guess between two people's tokens would be wrong half the time. */
async function pick(
  opened: OpenedVault,
  asked: { origin: string; username: string | null },
  before: Filling | null,
): Promise<VaultRecord | null> {
  const candidates = tokensFor(opened.records, opened.now, asked.origin);
  const [only, another] = candidates;
  if (only === undefined || another === undefined) return only ?? null;
  const known = asked.username
    ? (await readChoices(opened.vault))[choiceName(asked.origin, asked.username)]
    : undefined;
  const choice = known ?? (before?.chosen ? before.recordId : undefined);
  return candidates.find(({ id }) => id === choice) ?? null;
}

/**
 * Answers a field that asks by itself: the code of the one token that belongs to this origin, or how long to
 * wait (ms) for one that can still be used, or nothing.
 */
export async function answerAsk(
  opened: OpenedVault,
  asked: { origin: string; documentId: string; username: string | null },
): Promise<FillAnswer> {
  const before = await fillingOf(asked.documentId);
  const record = await pick(opened, asked, before);
  // `pick` has looked already; asked once more where a code is about to leave.
  if (!record || !mayFill(record.token, asked.origin)) return { kind: 'none' };
  const { code, step, period } = codeAt(record.token, opened.now);
  const left = period * 1000 - (opened.now % (period * 1000));
  const wakeIn = left + AFTER_TURN_MS;
  const used = (await usedStep(asked.origin, record.id)) >= step;
  // What was given already stays: it is in the field.
  const given = before?.recordId === record.id && before.step === step;
  if (used || (left < TOO_LATE_MS && !given)) return { kind: 'wait', wakeIn };
  const chosen = before?.recordId === record.id && before.chosen;
  const { documentId, username } = asked;
  await rememberFilling({ documentId, recordId: record.id, step, chosen, username });
  return { kind: 'fill', code, step, wakeIn };
}

/**
 * The code a person asked for by hand on `origin`: 'not-allowed' where the token does not belong to it,
 * 'no-code' where it shows none now or the present one is used up there.
 */
export async function codeByHand(
  opened: OpenedVault,
  recordId: string,
  origin: string,
): Promise<{ code: string; step: number } | 'not-allowed' | 'no-code'> {
  const record = opened.records.find(({ id }) => id === recordId);
  if (!record) return 'no-code';
  if (!mayFill(record.token, origin)) return 'not-allowed';
  if (!readyTokens([record], opened.now).length) return 'no-code';
  const { code, step } = codeAt(record.token, opened.now);
  return (await usedStep(origin, recordId)) >= step ? 'no-code' : { code, step };
}
