import { z } from 'zod';
import { exportEngine, mostExported, sheetWish } from '../export-wish.ts';
import type { Endpoint } from './endpoint.ts';

/** Images, or a project, for a program. */
export const exportRequest = z
  .strictObject({
    ids: z
      .array(z.uuid())
      .min(1)
      .max(mostExported, `At most ${mostExported} images at once.`)
      .optional()
      .describe('Which images, or else `projectId`.'),
    projectId: z.uuid().optional().describe(`All of a project, its newest ${mostExported} if there are more.`),
    engine: exportEngine,
    sheet: sheetWish.optional().describe('All of them in one sheet; absent: each by itself.'),
  })
  .refine(({ ids, projectId }) => (ids === undefined) !== (projectId === undefined), {
    path: ['ids'],
    message: 'Name images or a project, one of the two.',
  });

export const artExport = z
  .object({
    url: z
      .string()
      .describe('The zip, for a day, for whoever has the link. It is made when it is fetched, and always the same.'),
    filename: z.string(),
    byteLength: z.int(),
    /** What is in it, each in a folder of that name. */
    items: z.array(
      z.object({
        name: z.string(),
        width: z.int(),
        height: z.int(),
        frames: z.int(),
        areTiles: z.boolean().describe('Its frames are tiles.'),
        colours: z.int(),
        factor: z
          .int()
          .describe('The file of the image is so many times as large, and here at its own size; 1: it is as large.'),
      }),
    ),
    left: z
      .array(
        z.object({
          id: z.uuid(),
          prompt: z.string(),
          why: z.string().describe('As a sentence.'),
          isNoPixelArt: z.boolean().describe('Pixel art can be made of it first.'),
        }),
      )
      .describe('Images that are not in it: nothing is changed so that it fits.'),
    older: z.int().describe('How many older images of the project are more than are exported at once.'),
    steps: z.array(z.string()).describe('What to do with the files of the first one.'),
  })
  .meta({ id: 'ArtExport' });
export type ArtExport = z.infer<typeof artExport>;

export const artExportEndpoints = {
  exportArt: {
    method: 'POST',
    path: '/api/assets/export',
    summary: 'Pixel art as files for a program: a link to one zip, and what is in it',
    tag: 'Images',
    body: exportRequest,
    answer: artExport,
  },
} as const satisfies Record<string, Endpoint>;
