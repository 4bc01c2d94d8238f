import type { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import type * as v from 'valibot';
import { RP_BASE } from '../../../core/protocol/relying-party/messages.ts';
import type { AuthorityContext } from '../../context.ts';
import { answers, jsonBody } from '../../openapi/describe.ts';
import type { Idempotency } from '../../registrations/types.ts';
import type { ProblemCode } from '../problem.ts';
import { ID, IDEMPOTENCY, idOf, inputOf, institutionOf, OPERATION, USUAL } from './call.ts';

/** A registration somebody acts on, and the key under which the act is done once. */
export interface ActOn {
  institutionId: string;
  id: string;
  idempotency?: Idempotency;
}

/**
 * Offers the acts of one group: `POST registrations/:id/<name>`, alike in what they answer and may refuse.
 * `before` may throw, after the body was read and before anything is done.
 */
export function offerActs<Answer extends v.GenericSchema>(
  app: Hono,
  ctx: AuthorityContext,
  group: {
    description: string;
    answer: Answer;
    problems: readonly ProblemCode[];
    before?: (on: ActOn) => void;
  },
) {
  return <Body extends v.GenericSchema>(
    operation: { name: string; summary: string; description: string; schema: Body },
    act: (on: ActOn, request: v.InferOutput<Body>) => Promise<v.InferOutput<Answer> & object>,
  ): void => {
    const { name, summary, description, schema } = operation;
    app.post(
      `${RP_BASE}/registrations/:id/${name}`,
      describeRoute({
        ...OPERATION,
        operationId: name,
        summary,
        description,
        parameters: [ID, IDEMPOTENCY],
        requestBody: jsonBody(schema),
        responses: answers({ status: 200, description: group.description, schema: group.answer }, [
          'malformed',
          'not-found',
          ...group.problems,
          'idempotency-mismatch',
          ...USUAL,
        ]),
      }),
      async (c) => {
        const institutionId = await institutionOf(ctx, c);
        const id = idOf(c);
        const { request, ...more } = await inputOf(c, schema);
        const on = { institutionId, id, ...more };
        group.before?.(on);
        return c.json(await act(on, request));
      },
    );
  };
}
