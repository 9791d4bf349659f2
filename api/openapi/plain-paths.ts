import { pictureType } from '#core/assets/picture-type.ts';
import { fieldsOf, refTo } from '#core/contract/describe/json-schemas.ts';
import type { Operation, Parameter } from '#core/contract/describe/open-api.ts';
import { contract } from '#core/contract/pages/contract.ts';
import { pictureKinds, plainPaths, shownKinds } from '#core/contract/pages/plain-paths.ts';
import { movingForm } from '#core/contract/pages/shapes.ts';
import { mostShared, sharedFile } from '#core/contract/pages/shares.ts';
import { zippedAtOnce } from '#core/contract/project-zip.ts';
import { problemAnswer, withSession } from './operation.ts';

const uuid = { type: 'string', format: 'uuid' };
const text = { type: 'string' };
const bytes = {};
const inPath = (name: string, schema: Parameter['schema'] = uuid): Parameter => ({
  name,
  in: 'path',
  required: true,
  schema,
});
const inQuery = (name: string, description: string, required = false): Parameter => ({
  name,
  in: 'query',
  required,
  description,
  schema: text,
});

interface Plain {
  path: string;
  /** `get` if omitted. */
  method?: 'get' | 'post';
  /** The types of its body. */
  takes?: readonly string[];
  operationId: string;
  summary: string;
  description?: string;
  tag: string;
  open?: true;
  parameters?: Parameter[];
  /** By media type. */
  answers: Record<string, Parameter['schema']>;
}

const plain: Plain[] = [
  {
    path: plainPaths.file('{id}', 'image').replace('image', '{kind}'),
    operationId: 'getFile',
    summary: 'The picture of an image, or a thumbnail of 320 or 640 pixels',
    tag: 'Images',
    parameters: [
      inPath('id'),
      inPath('kind', { type: 'string', enum: [...pictureKinds] }),
      inQuery('as', 'Of the image: made into another type of file, png, webp or jpeg, for this answer alone.'),
      inQuery('download', 'Present: as a file with a name.'),
    ],
    answers: Object.fromEntries(pictureType.options.map((type) => [type, bytes])),
  },
  {
    path: plainPaths.moving('{id}'),
    operationId: 'getMovingFile',
    summary: 'The frames of an animation as a GIF to look at, enlarged; or as a file of their own size',
    tag: 'Images',
    parameters: [
      inPath('id'),
      inQuery(
        'as',
        `As another file, made for this answer alone: ${movingForm.options.join(', ')}; zip: the sheet and where its frames lie.`,
      ),
      inQuery('download', 'Present: as a file with a name.'),
    ],
    answers: { 'image/gif': bytes, 'image/apng': bytes, 'image/webp': bytes, 'application/zip': bytes },
  },
  {
    path: sharedFile('{token}', '{number}', '{kind}'),
    operationId: 'getSharedFile',
    summary:
      'A picture that a link shows; `moving`: an animation as a GIF; `preview`: of a size and type that chats show',
    tag: 'Sharing',
    open: true,
    parameters: [
      inPath('token', text),
      inPath('number', { type: 'integer', minimum: 1, maximum: mostShared }),
      inPath('kind', { type: 'string', enum: [...shownKinds, 'preview'] }),
      inQuery('download', 'Present: as a file with a name.'),
    ],
    answers: Object.fromEntries(pictureType.options.map((type) => [type, bytes])),
  },
  {
    path: plainPaths.teamFile('{teamId}', '{id}', 'image').replace('image', '{kind}'),
    operationId: 'getTeamFile',
    summary: 'The picture of an image in a team’s gallery, a thumbnail of it, or an animation as a GIF',
    tag: 'Teams',
    parameters: [
      inPath('teamId'),
      inPath('id'),
      inPath('kind', { type: 'string', enum: [...shownKinds] }),
      inQuery('download', 'Present: as a file with a name.'),
    ],
    answers: Object.fromEntries(pictureType.options.map((type) => [type, bytes])),
  },
  {
    path: plainPaths.zip,
    operationId: 'getZip',
    summary: 'A zip of images, by a link that downloadAssets gave',
    tag: 'Images',
    parameters: [
      inQuery('ids', 'Which images, as the link has it.', true),
      inQuery('expires', 'Until when, in seconds since 1970.', true),
      inQuery('signature', 'That the link is ours, and for this account.', true),
    ],
    answers: { 'application/zip': bytes },
  },
  {
    path: plainPaths.art,
    operationId: 'getArtExport',
    summary: 'Pixel art as files for a program in one zip, by a link that exportArt gave',
    tag: 'Images',
    open: true,
    parameters: [
      inQuery('of', 'Which images, as the link has it.', true),
      inQuery('engine', 'For which program.', true),
      inQuery('sheet', 'How they lie in one sheet, if they do.'),
      inQuery('expires', 'Until when, in seconds since 1970.', true),
      inQuery('signature', 'That the link is ours.', true),
    ],
    answers: { 'application/zip': bytes },
  },
  {
    path: plainPaths.projectZip('{id}'),
    operationId: 'getProjectZip',
    summary: 'A zip of a project’s images, oldest first, with a list of how each was made',
    tag: 'Projects',
    parameters: [inPath('id'), inQuery('part', `Which ${zippedAtOnce} of them, from 1, which is also the default.`)],
    answers: { 'application/zip': bytes },
  },
  {
    path: plainPaths.references,
    method: 'post',
    operationId: 'uploadReference',
    summary: 'Keeps a picture to start from, for a day; at most 15 MB',
    tag: 'Making',
    takes: pictureType.options,
    answers: { 'application/json': refTo('Upload') },
  },
  {
    path: plainPaths.reference('{id}'),
    operationId: 'getReference',
    summary: 'A picture that you uploaded to start from',
    tag: 'Making',
    parameters: [inPath('id')],
    answers: Object.fromEntries(pictureType.options.map((type) => [type, bytes])),
  },
  {
    path: plainPaths.requestReference('{id}', 1).replace('/1', '/{number}'),
    operationId: 'getRequestReference',
    summary: 'A picture that a request of yours began with',
    tag: 'Making',
    parameters: [inPath('id'), inPath('number', { type: 'integer', minimum: 1, maximum: 3 })],
    answers: { 'image/png': bytes },
  },
  {
    path: plainPaths.avatar('{id}'),
    operationId: 'getAvatar',
    summary: 'The picture of a linked chat identity',
    tag: 'Connections',
    parameters: [inPath('id')],
    answers: { 'image/*': bytes },
  },
  {
    path: plainPaths.ledgerCsv,
    operationId: 'getLedgerCsv',
    summary: 'The ledger as a file for spreadsheets, with the filters of the list',
    tag: 'Credits',
    parameters: fieldsOf(contract.listLedger.query.omit({ cursor: true, limit: true })).map(({ name, schema }) => ({
      name,
      in: 'query',
      required: false,
      schema,
    })),
    answers: { 'text/csv': text },
  },
  {
    path: plainPaths.events,
    operationId: 'getEvents',
    summary: 'What changes in your account, as server-sent events',
    description:
      'Each message’s data is a LiveEvent in JSON: what changed, not how; ask again for what is shown. After a broken connection every kind is told once.',
    tag: 'Account',
    answers: { 'text/event-stream': refTo('LiveEvent') },
  },
  {
    path: plainPaths.openApi,
    operationId: 'getOpenApi',
    summary: 'This description as OpenAPI 3.1',
    tag: 'About',
    open: true,
    answers: { 'application/json': { type: 'object' } },
  },
  {
    path: plainPaths.apiDocs,
    operationId: 'getApiDocs',
    summary: 'This description as a page',
    tag: 'About',
    open: true,
    answers: { 'text/html': text },
  },
];

/** The paths outside the JSON contract. */
export function plainOperations(): Array<{ path: string; method: 'get' | 'post'; operation: Operation }> {
  return plain.map(({ path, method = 'get' as const, takes, answers, parameters = [], ...about }) => ({
    path,
    method,
    operation: {
      operationId: about.operationId,
      summary: about.summary,
      ...(about.description ? { description: about.description } : {}),
      tags: [about.tag],
      security: about.open ? [] : withSession,
      parameters,
      ...(takes ? { requestBody: { required: true, content: contentOf(takes) } } : {}),
      responses: {
        200: {
          description: 'The answer',
          content: Object.fromEntries(Object.entries(answers).map(([type, schema]) => [type, { schema }])),
        },
        default: problemAnswer,
      },
    },
  }));
}

const contentOf = (types: readonly string[]) => Object.fromEntries(types.map((type) => [type, { schema: bytes }]));
