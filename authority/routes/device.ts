import { type Context, Hono } from 'hono';
import { cors } from 'hono/cors';
import { describeRoute } from 'hono-openapi';
import type * as v from 'valibot';
import {
  activateRequestSchema,
  activateResponseSchema,
  DEVICE_PATHS,
  type SignedState,
  type SignedTime,
  STATE_JWS_TYPE,
  stateRequestSchema,
  stateResponseSchema,
  TIME_JWS_TYPE,
  timeResponseSchema,
} from '../../core/protocol/device/messages.ts';
import { NONCE_HEADER, PROOF_HEADER } from '../../core/protocol/device/proof.ts';
import { sealToDevice } from '../../core/protocol/device/sealing.ts';
import type { AuthorityContext } from '../context.ts';
import type { Nonces } from '../devices/nonce.ts';
import type { createProofCheck, ProofKey } from '../devices/proof.ts';
import { isUsableSealKey } from '../devices/seal-key.ts';
import { signJws } from '../keys/signing.ts';
import { answers, jsonBody, parameter } from '../openapi/describe.ts';
import { activate } from '../registrations/activate.ts';
import { stateForDevice } from '../registrations/device-state.ts';
import { renew } from '../registrations/renew.ts';
import { decodeJson, parseInput, readBytes } from './body.ts';
import { type ProblemCode, Refusal } from './problem.ts';
import { clientAddress, createThrottle, type Limits } from './throttle.ts';

const PROOF = parameter(
  'header',
  PROOF_HEADER,
  'Proof of the device key (RFC 9449 form); see the protocol.',
  {},
);
const NONCE = { pattern: '^[A-Za-z0-9_-]+$', minLength: 16, maxLength: 64 };
const tags = ['device'];

/** What devices call: any origin may, nothing rides on cookies, and all but `time` carry a proof. */
export function deviceRoutes(
  ctx: AuthorityContext,
  parts: { nonces: Nonces; checkProof: ReturnType<typeof createProofCheck>; limits: Limits },
): Hono {
  const app = new Hono();
  const perDevice = createThrottle(parts.limits.devicePerAddress, ctx.clock);
  const perAddress = createThrottle(parts.limits.activatePerAddress, ctx.clock);
  const perUser = createThrottle(parts.limits.activatePerUser, ctx.clock);

  app.use(
    '/v1/device/*',
    cors({
      origin: '*',
      allowMethods: ['GET', 'POST'],
      allowHeaders: [PROOF_HEADER, 'Content-Type'],
      exposeHeaders: [NONCE_HEADER, 'Retry-After'],
      maxAge: 600,
    }),
  );

  /** A proved call: the body as its schema has it, and the key that proved it. */
  const proved = async <Schema extends v.GenericSchema>(
    c: Context,
    schema: Schema,
  ): Promise<{ body: v.InferOutput<Schema>; key: ProofKey }> => {
    perDevice(clientAddress(c));
    const bytes = await readBytes(c);
    const key = await parts.checkProof({
      proof: c.req.header(PROOF_HEADER),
      method: c.req.method,
      address: ctx.settings.address,
      path: c.req.path,
      body: bytes,
    });
    return { body: parseInput(schema, decodeJson(bytes)), key };
  };

  app.get(
    DEVICE_PATHS.time,
    describeRoute({
      tags,
      operationId: 'deviceTime',
      summary: 'The time',
      description:
        'The bare time is advisory. `jws` repeats it with the given nonce under the key the device pinned when it was activated.',
      parameters: [parameter('query', 'nonce', 'Chosen afresh by the device.', NONCE)],
      responses: answers({ status: 200, description: 'The time now.', schema: timeResponseSchema }, [
        'malformed',
        'too-many-requests',
        'unavailable',
      ]),
    }),
    async (c) => {
      perDevice(clientAddress(c));
      const nonce = parseInput(stateRequestSchema.entries.nonce, c.req.query('nonce'));
      const time = ctx.clock();
      const jws = await signJws(ctx, TIME_JWS_TYPE, { v: 1, time, nonce } satisfies SignedTime);
      return c.json({ v: 1, time, jws });
    },
  );

  app.post(
    DEVICE_PATHS.activate,
    describeRoute({
      tags,
      operationId: 'deviceActivate',
      summary: 'Activate a token',
      description:
        'Turns service ID, user ID and activation password into a token, sealed to the device. Asked again by the same keys, it answers again.',
      parameters: [PROOF],
      requestBody: jsonBody(activateRequestSchema),
      responses: answers({ status: 200, description: 'The sealed token.', schema: activateResponseSchema }, [
        'malformed',
        'proof-needed',
        'proof-bad',
        'refused',
        'setup-used',
        'device-limit',
        'setup-expired',
        'too-many-requests',
        'unavailable',
      ]),
    }),
    async (c) => {
      const { body, key } = await proved(c, activateRequestSchema);
      perAddress(clientAddress(c));
      perUser(`${body.serviceId}/${body.userId}`);
      // Looked at before anything is spent: an answer that cannot be sealed would be lost.
      if (!(await isUsableSealKey(body.sealKey, key.jwk)))
        throw new Refusal('malformed', { field: 'sealKey' });
      const activation = await activate(ctx, { request: body, proofKey: key });
      return c.json(
        await sealToDevice(new TextEncoder().encode(JSON.stringify(activation)), {
          authority: ctx.settings.address,
          serviceId: body.serviceId,
          userId: body.userId,
          proofKeyThumbprint: key.thumbprint,
          sealKey: body.sealKey,
        }),
      );
    },
  );

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
        tags,
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
        const { body, key } = await proved(c, stateRequestSchema);
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
