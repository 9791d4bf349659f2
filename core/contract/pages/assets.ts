import { z } from 'zod';
import { dithers } from '../dithers.ts';
import { platformIds } from '../platforms.ts';
import type { Endpoint } from './endpoint.ts';
import { assetShapes, assetSizes, assetSorts } from './gallery.ts';
import { colour } from './palettes.ts';
import * as shape from './shapes.ts';

const byId = z.object({ id: z.uuid() });
const assetIds = z.object({ ids: z.array(z.uuid()).min(1).max(200) });
const days = {
  from: z.iso.date().optional().describe('The first day, in UTC.'),
  to: z.iso.date().optional().describe('The last day, in UTC.'),
};

const assetFilter = z.object({
  project: z
    .union([z.uuid(), z.literal('none')])
    .optional()
    .describe('A project’s id, or `none`: in no project.'),
  model: shape.line.max(100).optional().describe('A model’s name.'),
  platform: z.enum(platformIds).optional().describe('The chat in which it was asked.'),
  place: z
    .union([z.uuid(), z.enum(['direct', 'web'])])
    .optional()
    .describe('A server or workspace, by its id; `direct`: a chat, but none of those; `web`: no chat.'),
  size: z.enum(assetSizes).optional().describe('By its longest side.'),
  shape: z.enum(assetShapes).optional(),
  favourite: z.enum(['yes']).optional().describe('Only favourites.'),
  sort: z.enum(assetSorts).optional().describe('Newest first, if nothing is said.'),
  ...days,
});
/** What people search for is theirs: it is in a body, because addresses are kept by browsers and by whoever passes them on. */
const assetSearch = assetFilter.extend({
  q: shape.line.max(200).optional().describe('Words that must all be in the prompt.'),
});

/** How many there are in all is said with the first page alone. */
const countedPageOf = <Item extends z.ZodType>(item: Item) =>
  shape.pageOf(item).extend({
    total: z.int().nullable().describe('How many there are in all, counted to 10,000; null on later pages.'),
  });

export const trashed = shape.assetSummary
  .extend({ trashedAt: z.iso.datetime(), goesAt: z.iso.datetime().describe('When it is deleted for good.') })
  .meta({ id: 'TrashedAsset' });
export type TrashedAsset = z.infer<typeof trashed>;

export const place = z
  .object({
    platform: shape.platform,
    /** Null: none that we know, such as a direct message. */
    id: z.uuid().nullable(),
    name: z.string().nullable(),
    images: z.int(),
  })
  .meta({ id: 'AssetPlace' });
export type AssetPlace = z.infer<typeof place>;

/** A person's images. */
export const assetEndpoints = {
  listAssets: {
    method: 'GET',
    path: '/api/assets',
    summary: 'Your images, newest first or as sorted',
    tag: 'Images',
    query: shape.paging.extend(assetFilter.shape),
    answer: countedPageOf(shape.assetSummary),
  },
  getAsset: {
    method: 'GET',
    path: '/api/assets/:id',
    summary: 'One image and how it was made; the filter says among which its neighbours are',
    tag: 'Images',
    params: byId,
    query: assetFilter,
    answer: shape.asset,
  },
  searchAssets: {
    method: 'POST',
    path: '/api/assets/search',
    summary: 'Your images with words in their prompt, newest first or as sorted',
    tag: 'Images',
    body: assetSearch.extend({ cursor: shape.paging.shape.cursor, limit: z.int().min(1).max(100).default(40) }),
    answer: countedPageOf(shape.assetSummary),
  },
  getFoundAsset: {
    method: 'POST',
    path: '/api/assets/:id/found',
    summary: 'One image, its neighbours among those with words in their prompt',
    tag: 'Images',
    params: byId,
    body: assetSearch,
    answer: shape.asset,
  },
  decideOffer: {
    method: 'POST',
    path: '/api/assets/:id/offer',
    summary: 'Keeps pixel art that is not as it was asked for, or gives it back for what it cost; one of the two, once',
    tag: 'Images',
    params: byId,
    body: z.object({ keeps: z.boolean() }),
    answer: z.object({ price: z.int() }),
  },
  renameAsset: {
    method: 'PATCH',
    path: '/api/assets/:id',
    summary: 'Gives an image that no request made another title',
    tag: 'Images',
    params: byId,
    body: z.object({ title: shape.assetTitle }),
  },
  recolourAsset: {
    method: 'POST',
    path: '/api/assets/:id/recolour',
    summary: 'Keeps one of your images of at most 256 colours in other ones as a new image; it costs nothing',
    begins: true,
    tag: 'Images',
    params: byId,
    body: z.object({
      swap: z
        .array(z.object({ from: colour, to: colour }))
        .min(1)
        .max(256)
        .describe('Which colour becomes which; all others stay.'),
    }),
    answer: byId,
  },
  reduceAsset: {
    method: 'POST',
    path: '/api/assets/:id/reduce',
    summary: 'Keeps one of your images in fewer colours as a new image; it costs nothing',
    begins: true,
    tag: 'Images',
    params: byId,
    body: z.object({
      to: z.union([
        z.object({ count: z.int().min(1).max(256) }),
        z.object({ colours: z.array(colour).min(1).max(256) }),
      ]),
      dither: z.enum(dithers).describe('The pattern in which two colours are mixed, by its side; `none`: none.'),
      strength: z.number().min(0).max(1).default(1).describe('How far the pattern reaches.'),
    }),
    answer: byId,
  },
  moveAssets: {
    method: 'POST',
    path: '/api/assets/move',
    summary: 'Puts images into a project, or into none',
    tag: 'Images',
    body: assetIds.extend({ projectId: z.uuid().nullable() }),
    answer: z.object({ moved: z.int() }),
  },
  deleteAssets: {
    method: 'POST',
    path: '/api/assets/delete',
    summary: 'Deletes images for good, here, in the store and in chat',
    tag: 'Images',
    body: assetIds,
    answer: z.object({ deleted: z.int() }),
  },
  downloadAssets: {
    method: 'POST',
    path: '/api/assets/download',
    summary: 'A link, good for ten minutes and for you alone, to a zip of the images, with a list of how each was made',
    tag: 'Images',
    body: assetIds,
    answer: z.object({ url: z.string(), files: z.int() }),
  },
  favourAssets: {
    method: 'POST',
    path: '/api/assets/favourite',
    summary: 'Marks images as favourites, or as none',
    tag: 'Images',
    body: assetIds.extend({ isFavourite: z.boolean() }),
    answer: z.object({ changed: z.int() }),
  },
  trashAssets: {
    method: 'POST',
    path: '/api/assets/trash',
    summary: 'Puts images into the trash, which deletes them for good after 30 days; messages in chat stay until then',
    tag: 'Images',
    body: assetIds,
    answer: z.object({
      trashed: z.int(),
      /** How many links that are open have some of them; they show them again once they are restored. */
      links: z.int(),
    }),
  },
  restoreAssets: {
    method: 'POST',
    path: '/api/assets/restore',
    summary: 'Takes images out of the trash again',
    tag: 'Images',
    body: assetIds,
    answer: z.object({ restored: z.int() }),
  },
  listTrash: {
    method: 'GET',
    path: '/api/trash',
    summary: 'Your images in the trash, what came last first',
    tag: 'Images',
    query: shape.paging,
    answer: countedPageOf(trashed),
  },
  emptyTrash: {
    method: 'POST',
    path: '/api/trash/empty',
    summary: 'Deletes for good what is in the trash, here, in the store and in chat',
    tag: 'Images',
    answer: z.object({ deleted: z.int() }),
  },
  listAssetPlaces: {
    method: 'GET',
    path: '/api/places',
    summary: 'Where in chats your images were asked for, and which models drew them, those with the most images first',
    tag: 'Images',
    answer: z.object({
      items: z.array(place),
      models: z.array(z.object({ name: z.string(), label: z.string(), images: z.int() })),
    }),
  },
} as const satisfies Record<string, Endpoint>;
