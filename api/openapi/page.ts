import type { JsonSchema } from '#core/contract/describe/json-schemas.ts';
import type { OpenApiDocument, Operation } from '#core/contract/describe/open-api.ts';
import { type Field, fieldsWithin, type TypeWord, typeWords } from '#core/contract/describe/type-words.ts';
import { type Html, html } from '../html.ts';
import { style } from './style.ts';

/** The document as a page to read. It has no script, and loads nothing from elsewhere. */
export function docsPage(document: OpenApiDocument): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${document.info.title} API</title>
<style>${style}</style>
</head>
<body>
<header><h1>${document.info.title} API</h1><p>${inCode(document.info.description)}</p>
<p><a href="/api/openapi.json">The same as OpenAPI 3.1</a></p></header>
<nav aria-label="Contents"><ul>${document.tags.map(({ name }) => html`<li><a href="#${name}">${name}</a></li>`)}<li><a href="#shapes">Shapes</a></li></ul></nav>
<main>
${document.tags.map(
  ({ name }) => html`<section id="${name}"><h2>${name}</h2>
${operations.filter(({ operation }) => operation.tags.includes(name)).map(({ path, method, operation }) => article(document, path, method, operation))}
</section>`,
)}
<section id="shapes"><h2>Shapes</h2>
${Object.entries(document.components.schemas)
  .filter(([name]) => isShared(name))
  .map(([name, schema]) => html`<article id="${name}"><h3>${name}</h3>${fieldTable('Fields', schema)}</article>`)}
</section>
</main>
</body>
</html>
`;
  return page.source;
}

/** Shapes of a single endpoint are shown at that endpoint. */
const isShared = (name: string) => !/(Request|Answer)$/.test(name);

function article(document: OpenApiDocument, path: string, method: string, operation: Operation): Html {
  const { operationId, summary, description, security, parameters, requestBody, responses } = operation;
  const shapeIn = (content: Record<string, { schema: JsonSchema }> | undefined) =>
    content?.['application/json']?.schema;
  const answer = responses['200'];
  const content = answer && 'content' in answer ? answer.content : undefined;
  return html`<article id="${operationId}">
<h3><code><b class="${method}">${method.toUpperCase()}</b> ${path}</code></h3>
<p>${summary}. ${security.length === 0 ? 'Open to whoever asks.' : ''}</p>
${description ? html`<p>${description}</p>` : ''}
${parameters.length > 0 ? table('Parameters', 'Needed', parameters.map(parameterRow)) : ''}
${requestBody ? part(document, 'Body', shapeIn(requestBody.content)) : ''}
${part(document, 'Answer', shapeIn(content), Object.keys(content ?? {}))}
</article>`;
}

function part(document: OpenApiDocument, title: 'Body' | 'Answer', schema?: JsonSchema, types: string[] = []): Html {
  if (!schema) return html`<p>${title}: ${types.length > 0 ? types.join(' or ') : 'nothing (204)'}</p>`;
  const name = typeof schema.$ref === 'string' ? (schema.$ref.split('/').at(-1) ?? '') : '';
  if (name !== '' && isShared(name)) return html`<p>${title}: ${words([{ ref: name }])}</p>`;
  return fieldTable(title, document.components.schemas[name] ?? schema);
}

function fieldTable(title: 'Body' | 'Answer' | 'Fields', schema: JsonSchema): Html {
  const fields = fieldsWithin(schema);
  if (fields.length === 0) return html`<p>${title}: ${words(typeWords(schema))}</p>`;
  return table(title, title === 'Body' ? 'Needed' : 'Always', fields.map(fieldRow));
}

const table = (title: string, whether: string, rows: Html[]) => html`<table><caption>${title}</caption>
<thead><tr><th scope="col">Name</th><th scope="col">What it is</th><th scope="col">${whether}</th></tr></thead>
<tbody>${rows}</tbody></table>`;

const fieldRow = ({ path, type, isRequired }: Field) => row(path, words(type), isRequired);

const parameterRow = ({ name, in: place, required, description = '', schema }: Operation['parameters'][number]) =>
  row(
    name,
    html`${words(typeWords(schema))}${place === 'path' ? ', in the path' : ''}. ${inCode(description)}`,
    required,
  );

const row = (name: string, what: Html, isRequired: boolean) =>
  html`<tr><th scope="row"><code>${name}</code></th><td>${what}</td><td>${isRequired ? 'yes' : 'no'}</td></tr>`;

const words = (type: TypeWord[]): Html =>
  html`${type.map((word) => (typeof word === 'string' ? word : html`<a href="#${word.ref}">${word.ref}</a>`))}`;

/** Renders text between backticks as code. */
const inCode = (text: string): Html =>
  html`${text.split('`').map((piece, index) => (index % 2 === 1 ? html`<code>${piece}</code>` : piece))}`;
