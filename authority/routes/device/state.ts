import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import {
  DEVICE_PATHS,
  type SignedState,
  STATE_JWS_TYPE,
  stateRequestSchema,
  stateResponseSchema,
} from '../../../core/protocol/device/messages.ts';
import type { AuthorityContext } from '../../context.ts';
import { signJws } from '../../keys/signing.ts';
import { answers, jsonBody } from '../../openapi/describe.ts';
import { stateForDevice } from '../../registrations/device-state.ts';
import { renew } from '../../registrations/renew.ts';
import { type ProblemCode, Refusal } from '../problem.ts';
import { type DeviceParts, PROOF, provedCall, TAGS } from './call.ts';

/** What a device asks about the token it has. */
export function stateRoutes(ctx: AuthorityContext, parts: DeviceParts): Hono {
  const app = new Hono();

  /** A call about the proving device's own token, answered by its signed state. */
  const offerState = (
    operation: { path: string; operationId: string; summary: string; description: string },
    ask: typeof stateForDevice,
    problems: readonly ProblemCode[] = [],
  ) => {
    const { path, ...words } = operation;
    app.post(
      path,
      describeRoute({
        tags: TAGS,
        ...words,
        parameters: [PROOF],
        requestBody: jsonBody(stateRequestSchema),
        responses: answers({ status: 200, description: 'The signed state.', schema: stateResponseSchema }, [
          'malformed',
          'proof-needed',
          'proof-bad',
          'refused',
          ...problems,
          'too-many-requests',
          'unavailable',
        ]),
      }),
      async (c) => {
        const { body, key } = await provedCall(ctx, parts, c, stateRequestSchema);
        const state = await ask(ctx, { tokenId: body.tokenId, thumbprint: key.thumbprint });
        if (state === null) throw new Refusal('refused');
        const { nonce, tokenId } = body;
        const signed: SignedState = { ...state, v: 1, tokenId, nonce, time: ctx.clock() };
        return c.json({ v: 1, jws: await signJws(ctx, STATE_JWS_TYPE, signed) });
      },
    );
  };

  offerState(
    {
      path: DEVICE_PATHS.state,
      operationId: 'deviceState',
      summary: 'The state of a token',
      description: "Signed state, login origins and expiry of the token that the proof's key belongs to.",
    },
    stateForDevice,
  );
  offerState(
    {
      path: DEVICE_PATHS.renew,
      operationId: 'deviceRenew',
      summary: 'Renew a token',
      description:
        'Extends the validity within the renewal notice; before it, and asked again, answers the state as it is. The seed stays.',
    },
    renew,
    ['renewal-refused'],
  );
  return app;
}
