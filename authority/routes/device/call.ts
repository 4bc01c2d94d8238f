import type { Context } from 'hono';
import type * as v from 'valibot';
import { PROOF_HEADER } from '../../../core/protocol/device/proof.ts';
import type { AuthorityContext } from '../../context.ts';
import type { createProofCheck, ProofKey } from '../../devices/proof.ts';
import { parameter } from '../../openapi/describe.ts';
import { decodeJson, parseInput, readBytes } from '../body.ts';
import type { ClientAddress } from '../client-address.ts';
import type { Limits, Throttle } from '../throttle.ts';

/** What each group of the devices' routes is given besides the authority itself. */
export interface DeviceParts {
  checkProof: ReturnType<typeof createProofCheck>;
  clientAddress: ClientAddress;
  /** Counts every call of an address. */
  perDevice: Throttle;
  limits: Limits;
}

export const TAGS = ['device'];
export const PROOF = parameter(
  'header',
  PROOF_HEADER,
  'Proof of the device key (RFC 9449 form); see the protocol.',
  {},
);

/** A proved call: the body as its schema has it, and the key that proved it. Errors: as its problems say. */
export async function provedCall<Schema extends v.GenericSchema>(
  ctx: AuthorityContext,
  { checkProof, clientAddress, perDevice }: DeviceParts,
  c: Context,
  schema: Schema,
): Promise<{ body: v.InferOutput<Schema>; key: ProofKey }> {
  perDevice(clientAddress(c));
  const bytes = await readBytes(c);
  const key = await checkProof({
    proof: c.req.header(PROOF_HEADER),
    method: c.req.method,
    address: ctx.settings.address,
    path: c.req.path,
    body: bytes,
  });
  return { body: parseInput(schema, decodeJson(bytes)), key };
}
