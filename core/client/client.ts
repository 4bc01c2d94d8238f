import { base64urlnopad } from '@scure/base';
import * as v from 'valibot';
import { offsetFromExchange } from '../clock/offset.ts';
import {
  DEVICE_PATHS,
  type Es256Jwk,
  STATE_JWS_TYPE,
  signedStateSchema,
  signedTimeSchema,
  stateResponseSchema,
  TIME_JWS_TYPE,
  timeResponseSchema,
} from '../protocol/device/messages.ts';
import type { DeviceKeys } from '../vault/types.ts';
import { askForActivation } from './activate.ts';
import { type ClientOptions, createCall, fail } from './call.ts';
import { openSigned } from './signed.ts';
import type { AuthorityClient } from './types.ts';

/** Bytes of a nonce; 22 characters of base64url. */
const NONCE_BYTES = 16;

/** A clock that was set during the call gives no offset: ask again, as after any answer that is no use. */
function offsetIn(exchange: { sentAt: number; receivedAt: number }, serverTime: number): { offset: number } {
  try {
    const { offset } = offsetFromExchange({ ...exchange, serverTime });
    return { offset };
  } catch (cause) {
    throw fail('answer-bad', 'the clock was set during the call', cause);
  }
}

/** A device's calls to the authority at `options.address`. Errors of every call: `AppError<ClientErrorCode>`. */
export function createClient(options: ClientOptions): AuthorityClient {
  const { address, clock, random } = options;
  const call = createCall(options);
  const makeNonce = () => base64urlnopad.encode(random(NONCE_BYTES));

  const askTime = async (nonce: string) => {
    const sentAt = clock();
    const answer = v.safeParse(
      timeResponseSchema,
      await call({ method: 'GET', path: DEVICE_PATHS.time, query: { nonce } }),
    );
    const receivedAt = clock();
    if (!answer.success) throw fail('answer-bad', 'the time is not as agreed');
    return { ...answer.output, sentAt, receivedAt };
  };

  const askState = async (
    path: string,
    { tokenId, pinnedKey }: Parameters<AuthorityClient['state']>[0],
    keys: DeviceKeys,
  ) => {
    const nonce = makeNonce();
    const answer = v.safeParse(
      stateResponseSchema,
      await call({ method: 'POST', path, body: { v: 1, tokenId, nonce }, proofKey: keys.proof }),
    );
    if (!answer.success) throw fail('answer-bad', 'the state is not as agreed');
    const signed = await openSigned(answer.output.jws, {
      key: pinnedKey,
      type: STATE_JWS_TYPE,
      nonce,
      schema: signedStateSchema,
    });
    if (signed.tokenId !== tokenId) throw fail('answer-bad', 'the state is of another token');
    return signed;
  };

  return {
    address,

    async measureClock() {
      const { time, ...exchange } = await askTime(makeNonce());
      return offsetIn(exchange, time);
    },

    async signedClock(pinnedKey: Es256Jwk) {
      const nonce = makeNonce();
      const { jws, ...exchange } = await askTime(nonce);
      const signed = await openSigned(jws, {
        key: pinnedKey,
        type: TIME_JWS_TYPE,
        nonce,
        schema: signedTimeSchema,
      });
      return offsetIn(exchange, signed.time);
    },

    activate: (input, keys) => askForActivation(call, address, input, keys),

    state: (token, keys) => askState(DEVICE_PATHS.state, token, keys),
    // A renewal is the same question at another door (RFC 9449 proof, own nonce), answered by the new state.
    renew: (token, keys) => askState(DEVICE_PATHS.renew, token, keys),
  };
}
