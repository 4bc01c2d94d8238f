import type { Hono } from 'hono';
import { generateSpecs } from 'hono-openapi';

const DESCRIPTION = [
  'Issues, activates and verifies one-time-password tokens for banks.',
  'Errors are problem details (RFC 9457) whose `code` is one of the words listed for each call.',
  'Bodies are JSON of at most 16 KiB (else 413; another content type is 415, both `malformed`).',
  'Times are epoch milliseconds.',
].join(' ');

/** The OpenAPI 3.1 document, made from the schemas the routes themselves parse with. */
export function openApiDocument(app: Hono, address: string) {
  return generateSpecs(app, {
    documentation: {
      info: { title: 'Fuda token authority', version: '1', description: DESCRIPTION },
      servers: [{ url: address }],
      tags: [
        { name: 'device', description: 'For token apps. Any origin may call; no cookies.' },
        { name: 'relying party', description: "For banks' servers, with a credential." },
      ],
      components: {
        securitySchemes: {
          credential: { type: 'http', scheme: 'bearer', description: "The institution's credential." },
        },
      },
    },
  });
}

export type OpenApiDocument = Awaited<ReturnType<typeof openApiDocument>>;
