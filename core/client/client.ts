import { base64urlnopad } from '@scure/base';
import * as v from 'valibot';
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
import { askForActivation } from './activate.ts';
import { type ClientOptions, createCall, fail } from './call.ts';
import { openSigned } from './signed.ts';
import type { AuthorityClient } from './types.ts';

/** Bytes of a nonce; 22 characters of base64url. */
const NONCE_BYTES = 16;

/** A device's calls to the authority at `options.address`. Errors of every call: `AppError<ClientErrorCode>`. */
export function createClient(options: ClientOptions): AuthorityClient {
  const { address, clock, random } = options;
  const call = createCall(options);
  const makeNonce = () => base64urlnopad.encode(random(NONCE_BYTES));

  const askTime = async (nonce: string) => {
    const before = clock();
    const answer = v.safeParse(
      timeResponseSchema,
      await call({ method: 'GET', path: DEVICE_PATHS.time, query: { nonce } }),
    );
    const after = clock();
    if (!answer.success) throw fail('answer-bad', 'the time is not as agreed');
    // The authority read its clock about half way between asking and hearing.
    return { ...answer.output, middle: before + (after - before) / 2 };
  };

  return {
    address,

    async measureClock() {
      const { time, middle } = await askTime(makeNonce());
      return { offset: Math.round(time - middle) };
    },

    async signedClock(pinnedKey: Es256Jwk) {
      const nonce = makeNonce();
      const { jws, middle } = await askTime(nonce);
      const signed = await openSigned(jws, {
        key: pinnedKey,
        type: TIME_JWS_TYPE,
        nonce,
        schema: signedTimeSchema,
      });
      return { offset: Math.round(signed.time - middle) };
    },

    activate: (input, keys) => askForActivation(call, address, input, keys),

    async state({ tokenId, pinnedKey }, keys) {
      const nonce = makeNonce();
      const answer = v.safeParse(
        stateResponseSchema,
        await call({
          method: 'POST',
          path: DEVICE_PATHS.state,
          body: { v: 1, tokenId, nonce },
          proofKey: keys.proof,
        }),
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
    },
  };
}
