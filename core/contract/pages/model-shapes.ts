import { z } from 'zod';

/** The pixels that a model draws exactly, each side a multiple of `step`, and some that are usual. */
const exactSizes = z.object({ min: z.int(), max: z.int(), step: z.int(), usual: z.array(z.string()) });

export const model = z
  .object({
    name: z.string(),
    label: z.string(),
    description: z.string(),
    priceCredits: z.int(),
    typicalSeconds: z.number(),
    isPixelArt: z.boolean(),
    /** How many pictures a request may begin with; 0: none. */
    mostReferences: z.int().min(0),
    takesStrength: z.boolean(),
    takesNegativePrompt: z.boolean(),
    takesSeed: z.boolean(),
    /** Null: as many as anybody sends. */
    maxPromptChars: z.int().nullable(),
    /** Null: shapes alone. */
    exactSizes: exactSizes.nullable(),
    /** What it takes for pixel art; `presets`: styles of its own, the first is its usual one. Null: it draws none. */
    pixel: z
      .object({
        presets: z.array(z.string()),
        palette: z.boolean(),
        background: z.boolean(),
        seamless: z.boolean(),
        literal: z.boolean(),
        /** As `exactSizes`, of those styles that draw others than the model; by their names. */
        sides: z.record(z.string(), exactSizes),
        /** It draws tilesets of two grounds: the prompt names both with `|` between them. */
        grounds: z.boolean(),
      })
      .nullable(),
    /** It makes frames of what moves. */
    isAnimation: z.boolean(),
    /** Shapes that it draws; those of `sizes` if it draws them all. */
    shapes: z.array(z.string()),
  })
  .meta({ id: 'Model' });

export type Model = z.infer<typeof model>;
