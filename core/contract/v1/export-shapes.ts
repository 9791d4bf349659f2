import { z } from 'zod';
import { exportEngine, mostExported, sheetWish } from '../export-wish.ts';

export const newExport = z
  .strictObject({
    assetIds: z.array(z.uuid()).min(1).max(mostExported).optional().describe('Which pictures, or else `projectId`.'),
    projectId: z.uuid().optional().describe(`All of a project, its newest ${mostExported} if there are more.`),
    engine: exportEngine,
    sheet: sheetWish.optional().describe('All of them in one sheet; absent: each by itself.'),
  })
  .refine(({ assetIds, projectId }) => (assetIds === undefined) !== (projectId === undefined), {
    path: ['assetIds'],
    message: 'Say which pictures, or which project, and not both.',
  });

export const madeExport = z.object({
  url: z.string().describe('The zip, for a day, for whoever has the link: fetch it without a key.'),
  filename: z.string(),
  byteLength: z.int(),
  items: z
    .array(
      z.object({
        name: z.string().describe('Of its folder and its files: the same whenever it is exported.'),
        width: z.int(),
        height: z.int(),
        frames: z.int(),
        colours: z.int(),
      }),
    )
    .describe('What is in it.'),
  left: z
    .array(z.object({ assetId: z.uuid(), message: z.string().describe('Why, as a sentence.') }))
    .describe('Pictures that are not in it: nothing is changed so that it fits.'),
});
