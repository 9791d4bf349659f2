import { z } from 'zod';

/** Every tool that a picture may be used with. */
export const toolNames = ['upscale', 'vary', 'cut-out', 'edit', 'describe', 'pixel-art'] as const;

const toolPrice = z.object({
  tool: z.enum(toolNames),
  price: z.int().nullable().describe('Credits for all that it makes; null: it cannot be used on this picture.'),
  count: z.int().nullable().describe('How many pictures it makes; 0: words. Null: as above.'),
  message: z.string().nullable().describe('Why it cannot be used, as a sentence; null: it can.'),
});

export const toolPrices = z.object({
  balance: z.int().describe('Credits that can be spent now.'),
  tools: z.array(toolPrice).describe('`edit` at the price of the usual model.'),
  editors: z
    .array(
      z.object({
        model: z.string(),
        price: z.int(),
        takesReference: z.boolean().describe('It goes by a second picture, too.'),
      }),
    )
    .describe('What `model` of `edit` may be, the usual one first.'),
});

export const decided = z.object({ price: z.int().describe('Credits that it costs, or that were given back.') });
