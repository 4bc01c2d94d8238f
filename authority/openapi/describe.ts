import { type ResponsesWithResolver, resolver } from 'hono-openapi';
import * as v from 'valibot';
import { problemSchema } from '../../core/protocol/common.ts';
import { PROBLEMS, type ProblemCode } from '../routes/problem.ts';

/** Checks that JSON Schema cannot say (such as a check digit) are left out of the document, not of the route. */
const schemaOf = (schema: v.GenericSchema) => resolver(schema, { errorMode: 'ignore' });

/** A JSON request body for the document, from the schema the route parses with. */
export const jsonBody = (schema: v.GenericSchema) => ({
  required: true,
  content: { 'application/json': { schema: schemaOf(schema) } },
});

/** One successful answer and the problems a route may answer with, grouped by status. */
export function answers(
  success: { status: number; description: string; schema: v.GenericSchema },
  problems: readonly ProblemCode[],
): ResponsesWithResolver {
  const responses: ResponsesWithResolver = {
    [success.status]: {
      description: success.description,
      content: { 'application/json': { schema: schemaOf(success.schema) } },
    },
  };
  const byStatus = Map.groupBy(problems, (code) => PROBLEMS[code].status);
  for (const [status, codes] of byStatus) {
    responses[status] = {
      description: codes.map((code) => `\`${code}\`: ${PROBLEMS[code].title}`).join(' '),
      content: {
        'application/problem+json': {
          schema: schemaOf(v.object({ ...problemSchema.entries, code: v.picklist(codes) })),
        },
      },
    };
  }
  return responses;
}

/** A parameter that JSON Schema can say. */
export const parameter = (
  where: 'query' | 'header' | 'path',
  name: string,
  description: string,
  schema: { pattern?: string; format?: string; minLength?: number; maxLength?: number },
  required = true,
) => ({ in: where, name, description, required, schema: { type: 'string' as const, ...schema } });
