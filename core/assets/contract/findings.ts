import { z } from 'zod';

/** Frames by their places, from 0, in the order in which they are shown. */
const frames = z.array(z.int().min(0)).min(1);

/** What a look at the frames found (core/pixel/doctor); numbers are pixels of a frame. */
const finding = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('baseline'), frames, most: z.int() }),
  z.object({ kind: z.literal('size'), frames, measure: z.enum(['height', 'area']), least: z.int(), most: z.int() }),
  z.object({ kind: z.literal('flicker'), frames, colours: z.array(z.int().min(0).max(0xffffff)).readonly() }),
  z.object({ kind: z.literal('repeat'), pairs: z.array(z.tuple([z.int().min(0), z.int().min(0)])).min(1) }),
  z.object({ kind: z.literal('cut'), frames }),
  z.object({ kind: z.literal('empty'), frames }),
]);

export const findings = z.array(finding);
