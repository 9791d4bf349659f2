import { z } from 'zod';
import { engineNames } from '../pixel/engines/labels.ts';

/** So many images of a gallery or a project are exported at once: more than a game has of one kind, and still seconds of work. */
export const mostExported = 100;

export const exportEngine = z.enum(engineNames).describe('For which program the files are.');

/** How several pictures lie in one sheet. */
export const sheetWish = z.strictObject({
  columns: z
    .int()
    .min(1)
    .max(100)
    .optional()
    .describe('How many are in a row; as near to a square as it goes, if it is not said.'),
  padding: z.int().min(0).max(64).default(0).describe('Clear pixels between two of them.'),
  extrude: z
    .int()
    .min(0)
    .max(16)
    .default(1)
    .describe('So many times the outermost pixels are repeated around each, so that nothing of its neighbour shows.'),
});
export type SheetWish = z.output<typeof sheetWish>;
