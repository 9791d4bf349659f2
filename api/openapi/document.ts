import { refTo } from '#core/contract/describe/json-schemas.ts';
import type { OpenApiDocument, Operation } from '#core/contract/describe/open-api.ts';
import { parametersOf, pathOf } from '#core/contract/describe/parameters.ts';
import { publicEndpoints } from '#core/contract/pages/contract.ts';
import { jsonSchemas } from './json-schemas.ts';
import { problemAnswer, withSession } from './operation.ts';
import { plainOperations } from './plain-paths.ts';

/** The API described in OpenAPI 3.1, from the contract that answers and pages are checked against. */
export function openApiDocument(): OpenApiDocument {
  const { components, of } = jsonSchemas();
  const paths: OpenApiDocument['paths'] = {};
  const put = (path: string, method: string, operation: Operation) => {
    paths[path] = { ...paths[path], [method]: operation };
  };
  for (const [name, endpoint] of publicEndpoints)
    put(pathOf(endpoint.path), endpoint.method.toLowerCase(), {
      operationId: name,
      summary: endpoint.summary,
      tags: [endpoint.tag],
      security: endpoint.open ? [] : withSession,
      parameters: parametersOf(endpoint),
      ...bodyOf(of[name]?.body),
      responses: { ...answerOf(of[name]?.answer), default: problemAnswer },
    });
  for (const { path, method, operation } of plainOperations()) put(path, method, operation);
  const tags = new Set(Object.values(paths).flatMap((path) => Object.values(path).flatMap(({ tags }) => tags)));
  return {
    openapi: '3.1.0',
    info: { title: 'UPixel', version: '1', description },
    servers: [{ url: '/' }],
    tags: [...tags].map((name) => ({ name })),
    paths,
    components: {
      schemas: components,
      responses: {
        Problem: {
          description: 'It did not work: what happened, what it cost, and what to do next (RFC 9457)',
          content: { 'application/problem+json': { schema: refTo('Problem') } },
        },
      },
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'upixel.session_token',
          description: 'Set by signing in. Over https its name begins with __Secure-.',
        },
      },
    },
  };
}

const description = [
  'What UPixel’s own pages use. Times are ISO 8601 in UTC, credits whole numbers, ids UUIDs.',
  'Everything but what is marked open needs the session cookie, and shows only what is that person’s own:',
  'what is somebody else’s is answered like what does not exist.',
  'Requests that change something must be JSON and come from our own pages (the Origin header is checked).',
  'A list’s `next` goes in as `cursor` for the page after it.',
].join(' ');

const bodyOf = (name: string | undefined): Pick<Operation, 'requestBody'> =>
  name === undefined
    ? {}
    : { requestBody: { required: true, content: { 'application/json': { schema: refTo(name) } } } };

const answerOf = (name: string | undefined): Operation['responses'] =>
  name === undefined
    ? { 204: { description: 'Done' } }
    : { 200: { description: 'The answer', content: { 'application/json': { schema: refTo(name) } } } };
