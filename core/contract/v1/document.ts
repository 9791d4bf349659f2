import { refTo, schemasOf } from '../describe/json-schemas.ts';
import type { Content, OpenApiDocument, Operation, Parameter } from '../describe/open-api.ts';
import { parametersOf, pathOf } from '../describe/parameters.ts';
import { type V1Name, v1Contract, v1Tags } from './contract.ts';
import type { V1Endpoint } from './endpoint.ts';
import { exampleError } from './examples.ts';
import { v1Shapes } from './shapes.ts';

const endpoints = Object.entries(v1Contract) as Array<[V1Name, V1Endpoint]>;

/** The API for people's own programs in OpenAPI 3.1, from the contract that answers are checked against. @param server where it is, without a path */
export function v1Document(server: string): OpenApiDocument {
  const { components, of } = schemasOf(Object.entries(v1Shapes), endpoints);
  const paths: OpenApiDocument['paths'] = {};
  for (const [name, endpoint] of endpoints) {
    const path = pathOf(endpoint.path);
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operationOf(name, endpoint, of[name]) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'UPixel API', version: '1', description },
    servers: [{ url: server }],
    tags: v1Tags.map((name) => ({ name })),
    paths,
    components: {
      schemas: components,
      responses: {
        ApiError: {
          description: 'It did not work: a stable code, what happened, what to do next, and what it cost',
          content: { 'application/json': { schema: refTo('ApiError'), example: exampleError } },
        },
      },
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'An API key, made by a person in their settings.' },
      },
    },
  };
}

const description = [
  'Make, find, share and delete your pictures from your own programs: with the same credits, limits and rules as in chat and on the pages.',
  'Times are ISO 8601 in UTC, credits whole numbers, ids UUIDs.',
  'Published fields and codes keep their meaning; new ones may come, so pass over what you do not know.',
].join(' ');

const idempotencyKey: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Chosen by you, once for each thing that you want. Sent again within a day with the same body, it is made and paid once, and the answer is that request as it is now.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

function operationOf(
  name: V1Name,
  endpoint: V1Endpoint,
  shapes: { body?: string; answer?: string } | undefined,
): Operation {
  const { summary, description: more, tag, scope, idempotent, example } = endpoint;
  const needs = `Needs the scope \`${scope}\`.`;
  return {
    operationId: name,
    summary,
    description: more ? `${more} ${needs}` : needs,
    tags: [tag],
    security: [{ key: [] }],
    parameters: [...parametersOf(endpoint), ...(idempotent ? [idempotencyKey] : [])],
    ...bodyOf(endpoint, shapes?.body),
    responses: {
      [statusOf(endpoint)]: answerOf(endpoint, shapes?.answer, example?.answer),
      default: { $ref: '#/components/responses/ApiError' },
    },
  };
}

const statusOf = ({ status, answer, givesPicture }: V1Endpoint): number =>
  status ?? (answer || givesPicture ? 200 : 204);

function bodyOf({ takesPicture, example }: V1Endpoint, shape: string | undefined): Pick<Operation, 'requestBody'> {
  if (takesPicture)
    return { requestBody: { required: true, content: files(['image/png', 'image/jpeg', 'image/webp', 'image/gif']) } };
  if (shape === undefined) return {};
  return { requestBody: { required: true, content: json(shape, example?.body) } };
}

function answerOf(
  { givesPicture }: V1Endpoint,
  shape: string | undefined,
  example: unknown,
): Operation['responses'][string] {
  if (givesPicture)
    return { description: 'The file', content: files(['image/png', 'image/jpeg', 'image/webp', 'image/gif']) };
  return shape === undefined ? { description: 'Done' } : { description: 'The answer', content: json(shape, example) };
}

const json = (shape: string, example: unknown): Content => ({
  'application/json': { schema: refTo(shape), ...(example === undefined ? {} : { example }) },
});

const files = (types: readonly string[]): Content =>
  Object.fromEntries(types.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]));
