import { z } from 'zod';
import { dithers } from '../dithers.ts';

/** What a picture of pixel art was to be, and what it is. */
export const pixelContract = z.object({
  asked: z.object({
    width: z.int(),
    height: z.int(),
    maxColours: z.int(),
    palette: z.array(z.string()).nullable().describe('In hex, such as `#1a1c2c`; null: any colours.'),
    alpha: z.enum(['none', 'binary']).describe('`none`: opaque. `binary`: a pixel is clear or opaque.'),
  }),
  is: z
    .object({
      width: z.int(),
      height: z.int(),
      colours: z.int(),
      alpha: z.enum(['none', 'binary', 'partial']),
      grid: z.int().describe('1: at its own size; otherwise by which whole factor it is enlarged.'),
    })
    .describe('As counted from the pixels of its file.'),
  isKept: z.boolean(),
  breaches: z.array(z.string()).describe('What is not as asked, as sentences.'),
  changes: z.array(z.string()).describe('What was done to the model’s picture so that it is, as sentences.'),
  isSecondTry: z.boolean().describe('It was drawn once more, at our cost.'),
  isOffered: z.boolean().describe('It may still be given back, in chat or on its page, for what it cost.'),
  checkedAt: z.iso.datetime(),
  version: z.int().describe('Of the rules that it was checked by.'),
});

/** How one file holds several pictures: in cells of one size, row by row from the top, with nothing between them. */
export const pixelLayout = z.object({
  kind: z.enum(['animation', 'tiles']),
  width: z.int().describe('Of a cell, in pixels.'),
  height: z.int(),
  columns: z.int().describe('Cells in a row.'),
  count: z.int().describe('Frames, or tiles; what is after them is empty.'),
  frameMs: z.array(z.int()).nullable().describe('How long each frame is shown, in milliseconds; null: they are tiles.'),
  tags: z
    .array(z.object({ name: z.string(), from: z.int(), to: z.int() }))
    .nullable()
    .describe('What frames show, such as `walk-down`, from one frame to another, both included; null: they are tiles.'),
});

/** To a palette, or to so many colours. */
export const reduction = z
  .strictObject({
    colours: z.int().min(1).max(256).optional().describe('At most so many, which stand for all of its own best.'),
    palette: z
      .string()
      .trim()
      .min(1)
      .max(4000)
      .optional()
      .describe('These alone: a classic by its name, one of your palettes, or hex, such as `1a1c2c,f4f4f4`.'),
    dither: z
      .enum(dithers)
      .default('none')
      .describe('The pattern in which two colours are mixed, by Bayer’s matrix of so many pixels on a side.'),
    strength: z.number().min(0).max(1).default(1).describe('How far the pattern reaches.'),
  })
  .refine(({ colours, palette }) => (colours === undefined) !== (palette === undefined), {
    path: ['colours'],
    message: 'Either colours or a palette.',
  });
