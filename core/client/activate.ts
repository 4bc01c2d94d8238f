import { base64urlnopad } from '@scure/base';
import { calculateThumbprint } from 'dpop';
import * as v from 'valibot';
import {
  type Activation,
  activateResponseSchema,
  activationSchema,
  DEVICE_PATHS,
} from '../protocol/device/messages.ts';
import { openOnDevice, type SealContext } from '../protocol/device/sealing.ts';
import type { DeviceKeys } from '../vault/types.ts';
import { type Call, fail } from './call.ts';
import type { AuthorityClient } from './types.ts';

/** Seeds outside these bounds are not what an authority issues (RFC 4226 §4 R6; longest HMAC key we keep). */
const SEED_BYTES = { min: 20, max: 64 };

const decode = (text: string): Uint8Array | null => {
  try {
    return base64urlnopad.decode(text);
  } catch {
    return null;
  }
};

/** Throws unless everything that will be relied on for years holds now. */
async function check(activation: Activation, context: SealContext): Promise<void> {
  if (activation.authority.address !== context.authority)
    throw fail('answer-bad', 'activated by another authority');
  if (activation.service.id !== context.serviceId) throw fail('answer-bad', 'activated for another service');
  if (activation.userId !== null && activation.userId !== context.userId)
    throw fail('answer-bad', 'activated for another user');
  if ((activation.otp.kind === 'time') !== (activation.otp.period !== null))
    throw fail('answer-bad', 'kind and period do not agree');
  const seed = decode(activation.seed);
  if (!seed || seed.length < SEED_BYTES.min || seed.length > SEED_BYTES.max)
    throw fail('answer-bad', 'the seed is not of the agreed length');
  try {
    // Pinned for good below, so a key that is no point on the curve must not get that far.
    const curve = { name: 'ECDSA', namedCurve: 'P-256' };
    await crypto.subtle.importKey('jwk', activation.authority.key, curve, false, ['verify']);
  } catch (cause) {
    throw fail('answer-bad', "the authority's key cannot be used", cause);
  }
}

/** Asks for an activation and opens the sealed answer. Errors: see `AuthorityClient`. */
export async function askForActivation(
  call: Call,
  address: string,
  input: Parameters<AuthorityClient['activate']>[0],
  keys: DeviceKeys,
): Promise<Activation> {
  const { serviceId, userId, activationPassword, kind } = input;
  const sealKey = base64urlnopad.encode(
    new Uint8Array(await crypto.subtle.exportKey('raw', keys.seal.publicKey)),
  );
  const answer = v.safeParse(
    activateResponseSchema,
    await call({
      method: 'POST',
      path: DEVICE_PATHS.activate,
      body: { v: 1, serviceId, userId, activationPassword, sealKey, device: { kind } },
      proofKey: keys.proof,
    }),
  );
  if (!answer.success) throw fail('answer-bad', 'the sealed answer is not as agreed');
  const context: SealContext = {
    authority: address,
    serviceId,
    userId,
    proofKeyThumbprint: await calculateThumbprint(keys.proof.publicKey),
    sealKey,
  };
  let opened: unknown;
  try {
    opened = JSON.parse(
      new TextDecoder('utf-8', { fatal: true }).decode(await openOnDevice(answer.output, keys.seal, context)),
    );
  } catch {
    // No cause: a JSON error would quote the plain text.
    throw fail('answer-bad', 'the sealed answer does not open');
  }
  const activation = v.safeParse(activationSchema, opened);
  if (!activation.success) throw fail('answer-bad', 'what was sealed is not as agreed');
  await check(activation.output, context);
  return activation.output;
}
