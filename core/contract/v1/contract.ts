import { z } from 'zod';
import { line } from '../pages/shapes.ts';
import type { V1Endpoint } from './endpoint.ts';
import * as example from './examples.ts';
import { v1Exports } from './exports.ts';
import { byId, page, tags } from './parts.ts';
import { reduction } from './pixel-shapes.ts';
import * as shape from './shapes.ts';
import { v1Tools } from './tools.ts';
import { v1Webhooks } from './webhooks.ts';

const assetFilter = {
  project: z
    .union([z.uuid(), z.literal('none')])
    .optional()
    .describe('A project’s id, or `none`: in no project.'),
  model: line.max(100).optional().describe('A model’s name.'),
  from: z.iso.date().optional().describe('The first day, in UTC.'),
  to: z.iso.date().optional().describe('The last day, in UTC.'),
};

/**
 * The API for people's own programs, once: api/v1 answers it, /api/v1/openapi.json describes it, /developers shows it. Apart from the pages' own
 * contract, which changes with the pages: of this one, a published field and code keep their meaning. A missing handler does not compile.
 */
export const v1Contract = {
  createGeneration: {
    method: 'POST',
    path: '/api/v1/generations',
    summary: 'Asks for pictures',
    description:
      'The price is held now, and what is not made goes back. It is the same request as in chat or on the pages: the same prices, limits and rules. The answer comes at once; ask for the request again until it has ended.',
    tag: tags.make,
    scope: 'make',
    begins: true,
    idempotent: true,
    body: shape.newGeneration,
    answer: shape.generation,
    status: 202,
    example: { body: example.exampleRequest, answer: example.exampleQueued },
  },
  quoteGeneration: {
    method: 'POST',
    path: '/api/v1/quotes',
    summary: 'What a request would cost',
    description:
      'Nothing is made or held. Its words are not judged, and what is refused for other reasons is said when you ask for it.',
    tag: tags.make,
    scope: 'read',
    body: shape.newGeneration,
    answer: shape.quote,
    example: { body: example.exampleRequest, answer: { price: 4, balance: 120, problems: [] } },
  },
  getGeneration: {
    method: 'GET',
    path: '/api/v1/generations/:id',
    summary: 'One request and its pictures',
    description: 'While it goes on, `Retry-After` says in how many seconds it is worth asking again.',
    tag: tags.make,
    scope: 'read',
    params: byId,
    answer: shape.generation,
    example: { answer: example.exampleDone },
  },
  listGenerations: {
    method: 'GET',
    path: '/api/v1/generations',
    summary: 'Your requests, wherever you asked, newest first',
    tag: tags.make,
    scope: 'read',
    query: shape.paging,
    answer: page(shape.generation),
    example: { answer: { items: [example.exampleDone], next: null } },
  },
  cancelGeneration: {
    method: 'POST',
    path: '/api/v1/generations/:id/cancel',
    summary: 'Cancels a request that waits or runs',
    description: 'Credits for what is not made go back. `too_late`: it had ended, and nothing was changed.',
    tag: tags.make,
    scope: 'make',
    params: byId,
    answer: z.object({ outcome: z.enum(['canceled', 'canceling', 'too_late']) }),
    example: { answer: { outcome: 'canceled' } },
  },
  useTool: {
    method: 'POST',
    path: '/api/v1/assets/:id/tools',
    summary: 'Makes something of one of your pictures',
    description: 'A request like any other: priced, held and answered in the same way.',
    tag: tags.make,
    scope: 'make',
    begins: true,
    idempotent: true,
    params: byId,
    body: shape.toolUse,
    answer: shape.generation,
    status: 202,
    example: { body: { tool: 'upscale' }, answer: example.exampleTool },
  },
  makePixelArt: {
    method: 'POST',
    path: '/api/v1/pixel-art',
    summary: 'Makes real pixel art of a picture that looks like it',
    description:
      'Its grid and its colours are found, and the picture itself stays as it is; it costs nothing. Where one of two grids is right there are two pictures, and you choose one. A picture without a grid fails, unless you say how large.',
    tag: tags.make,
    scope: 'make',
    begins: true,
    idempotent: true,
    body: shape.newPixelArt,
    answer: shape.generation,
    status: 202,
    example: {
      body: { reference: { from: 'upload', id: example.exampleUpload.id }, palette: 'pico-8' },
      answer: { ...example.exampleTool, tool: 'pixel-art', price: 0 },
    },
  },
  ...v1Tools,
  createUpload: {
    method: 'POST',
    path: '/api/v1/uploads',
    summary: 'Uploads a picture to begin with',
    description:
      'The body is the file: PNG, JPEG, WebP or GIF, at most 15 MB, with its own Content-Type. Name its id in `references`. Unused, it is deleted after a day.',
    tag: tags.make,
    scope: 'make',
    begins: true,
    takesPicture: true,
    answer: shape.upload,
    status: 201,
    example: { answer: example.exampleUpload },
  },
  listAssets: {
    method: 'GET',
    path: '/api/v1/assets',
    summary: 'Your pictures, newest first',
    tag: tags.pictures,
    scope: 'read',
    query: shape.paging.extend(assetFilter),
    answer: page(shape.asset),
    example: { query: { limit: '10', model: 'rd-fast' }, answer: { items: [example.exampleAsset], next: null } },
  },
  searchAssets: {
    method: 'POST',
    path: '/api/v1/assets/search',
    summary: 'Your pictures with words in their prompt, newest first',
    description: 'The words are in the body, because addresses are kept by whoever passes them on.',
    tag: tags.pictures,
    scope: 'read',
    body: z.strictObject({
      words: line.min(1).max(200).describe('All of them must be in the prompt.'),
      cursor: shape.paging.shape.cursor,
      limit: z.int().min(1).max(100).default(40),
      ...assetFilter,
    }),
    answer: page(shape.asset),
    example: { body: { words: 'fox knight' }, answer: { items: [example.exampleAsset], next: null } },
  },
  getAsset: {
    method: 'GET',
    path: '/api/v1/assets/:id',
    summary: 'One picture and how it was made',
    tag: tags.pictures,
    scope: 'read',
    params: byId,
    answer: shape.assetDetail,
    example: { answer: example.exampleDetail },
  },
  updateAsset: {
    method: 'PATCH',
    path: '/api/v1/assets/:id',
    summary: 'Puts a picture into a project, or marks it as a favourite',
    description: 'What is left out stays as it is.',
    tag: tags.pictures,
    scope: 'make',
    params: byId,
    body: z.strictObject({
      projectId: z.uuid().nullable().optional().describe('Null: into no project.'),
      isFavourite: z.boolean().optional(),
    }),
    answer: shape.assetDetail,
    example: { body: { isFavourite: true }, answer: { ...example.exampleDetail, isFavourite: true } },
  },
  reduceAsset: {
    method: 'POST',
    path: '/api/v1/assets/:id/reduce',
    summary: 'Makes a copy of a picture in fewer colours',
    description:
      'An indexed PNG, in the order of the palette. It costs nothing, and the picture itself stays as it is.',
    tag: tags.pictures,
    scope: 'make',
    begins: true,
    params: byId,
    body: reduction,
    answer: shape.assetDetail,
    status: 201,
    example: { body: { palette: 'pico-8', dither: 'bayer4' }, answer: example.exampleReduced },
  },
  getAssetFile: {
    method: 'GET',
    path: '/api/v1/assets/:id/file',
    summary: 'A picture’s file',
    tag: tags.pictures,
    scope: 'read',
    params: byId,
    query: z.object({
      size: z.enum(['original', 'thumbnail']).default('original').describe('As it was made, or small.'),
    }),
    givesPicture: true,
  },
  deleteAsset: {
    method: 'DELETE',
    path: '/api/v1/assets/:id',
    summary: 'Deletes a picture for good',
    description: 'At once, here, in the store and in chat. Nobody can bring it back.',
    tag: tags.pictures,
    scope: 'delete',
    params: byId,
  },
  ...v1Exports,
  createShare: {
    method: 'POST',
    path: '/api/v1/shares',
    summary: 'Makes a link that shows pictures of yours to whoever has it',
    description:
      'Only what was made here is shown, and without its prompt unless you say so. Deleted or in the trash, a picture is no longer shown there.',
    tag: tags.links,
    scope: 'share',
    begins: true,
    idempotent: true,
    body: shape.newShare,
    answer: shape.share,
    status: 201,
    example: { body: { assetIds: [example.exampleAsset.id], showsPrompt: true }, answer: example.exampleShare },
  },
  listShares: {
    method: 'GET',
    path: '/api/v1/shares',
    summary: 'Your links, newest first; those that you ended are gone',
    tag: tags.links,
    scope: 'share',
    query: shape.paging.extend({ asset: z.uuid().optional().describe('Only those that show this picture.') }),
    answer: page(shape.share),
    example: { answer: { items: [example.exampleShare], next: null } },
  },
  endShare: {
    method: 'DELETE',
    path: '/api/v1/shares/:id',
    summary: 'Ends a link: from this moment on it shows nothing',
    description: 'For good: the next link to the same pictures has another address.',
    tag: tags.links,
    scope: 'share',
    params: byId,
  },
  listModels: {
    method: 'GET',
    path: '/api/v1/models',
    summary: 'The models, what they take and what they cost',
    tag: tags.about,
    scope: 'read',
    answer: z.object({ items: z.array(shape.model) }),
    example: { answer: { items: [example.exampleModel] } },
  },
  getCredits: {
    method: 'GET',
    path: '/api/v1/credits',
    summary: 'Your balance',
    tag: tags.about,
    scope: 'read',
    answer: shape.credits,
    example: { answer: { balance: 120, onHold: 4, plan: 'Pro' } },
  },
  listProjects: {
    method: 'GET',
    path: '/api/v1/projects',
    summary: 'Your projects, by name',
    tag: tags.about,
    scope: 'read',
    answer: z.object({ items: z.array(shape.project) }),
    example: { answer: { items: [example.exampleProject] } },
  },
  ...v1Webhooks,
} as const satisfies Record<string, V1Endpoint>;

export const v1Tags = Object.values(tags);

export type V1Name = keyof typeof v1Contract;
type Part<Name extends V1Name, Key extends string> = (typeof v1Contract)[Name] extends { [K in Key]: infer Shape }
  ? Shape
  : undefined;
type Output<Shape> = Shape extends z.ZodType ? z.output<Shape> : undefined;

/** What a handler receives, parsed. */
export interface V1Received<Name extends V1Name> {
  params: Output<Part<Name, 'params'>>;
  query: Output<Part<Name, 'query'>>;
  body: Output<Part<Name, 'body'>>;
}
export type V1Answered<Name extends V1Name> = Output<Part<Name, 'answer'>>;

export const v1Paths = { openApi: '/api/v1/openapi.json', docs: '/developers', keys: '/settings/keys' } as const;
