import { html } from 'hono/html';
import type { OpenApiDocument } from './document.ts';

type Html = ReturnType<typeof html>;

/** The parts of OpenAPI and JSON Schema that this page shows. */
interface Schema {
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  pattern?: string;
  format?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
}
interface Operation {
  tags?: string[];
  summary?: string;
  description?: string;
  operationId?: string;
  parameters?: { in: string; name: string; description?: string; required?: boolean; schema?: Schema }[];
  requestBody?: { content: Record<string, { schema?: Schema }> };
  responses?: Record<string, { description: string; content?: Record<string, { schema?: Schema }> }>;
}

/** The document as a page for people. Everything passes through the template, which escapes it. */
export function docsPage(document: OpenApiDocument): Html {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item ?? {}).map(([method, operation]) => ({
      path,
      method: method.toUpperCase(),
      operation: operation as Operation,
    })),
  );
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${document.info.title}</title>
<link rel="stylesheet" href="/docs.css">
</head>
<body>
<main>
<h1>${document.info.title}</h1>
<p>${prose(document.info.description)}</p>
<p><a href="/openapi.json">openapi.json</a></p>
${(document.tags ?? []).map(
  (tag) => html`<section><h2>${tag.name}</h2><p>${tag.description ?? ''}</p>
${operations.filter(({ operation }) => operation.tags?.includes(tag.name)).map(operationPart)}</section>`,
)}
</main>
</body>
</html>`;
}

const operationPart = (one: { path: string; method: string; operation: Operation }): Html => {
  const { path, method, operation } = one;
  const body = operation.requestBody?.content['application/json']?.schema;
  return html`<article id="${operation.operationId ?? ''}">
<h3><code><b>${method}</b> ${path}</code></h3>
<p><strong>${operation.summary ?? ''}</strong>${operation.description ? html` — ${prose(operation.description)}` : ''}</p>
${
  operation.parameters?.length
    ? table(
        'Parameters',
        operation.parameters.map((p) => ({
          name: p.name,
          type: `${p.in}, ${p.required ? 'required' : 'optional'}${p.schema ? `, ${typeOf(p.schema)}` : ''}`,
          note: p.description ?? '',
        })),
      )
    : ''
}
${body ? table('Body', fields(body)) : ''}
${Object.entries(operation.responses ?? {}).map(([status, response]) => {
  const schema = response.content?.['application/json']?.schema;
  return html`<p><b>${status}</b> ${prose(response.description)}</p>${schema ? table('Answer', fields(schema)) : ''}`;
})}
</article>`;
};

/** Words between backticks are code. */
const prose = (text: string): (Html | string)[] =>
  text.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part));

interface Row {
  name: string;
  type: string;
  note: string;
}

const table = (caption: string, rows: Row[]): Html => html`<div class="scroll"><table>
<caption>${caption}</caption>
${rows.map((row) => html`<tr><th scope="row"><code>${row.name}</code></th><td>${row.type}</td><td>${row.note}</td></tr>`)}
</table></div>`;

function fields(schema: Schema, prefix = ''): Row[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => [
    { name: prefix + name, type: typeOf(inner), note: schema.required?.includes(name) ? '' : 'optional' },
    ...fields(inner.items ?? inner, `${prefix}${name}${inner.items ? '[]' : ''}.`),
  ]);
}

function typeOf(schema: Schema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(' | ');
  if (schema.items) return `array of ${typeOf(schema.items)}`;
  const limits = [
    schema.format,
    schema.pattern,
    schema.minLength === undefined ? undefined : `at least ${schema.minLength} characters`,
    schema.maxLength === undefined ? undefined : `at most ${schema.maxLength} characters`,
    schema.minimum === undefined ? undefined : `≥ ${schema.minimum}`,
    schema.maximum === undefined ? undefined : `≤ ${schema.maximum}`,
  ].filter((limit) => limit !== undefined);
  const type = Array.isArray(schema.type) ? schema.type.join(' | ') : (schema.type ?? 'any');
  return limits.length > 0 ? `${type} (${limits.join(', ')})` : type;
}
