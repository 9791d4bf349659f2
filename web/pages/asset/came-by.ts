import { z } from 'zod';

/** What a link to an image keeps in the browser's history: the page to which Back leads from it. */
const cameBy = z.object({ from: z.enum(['Gallery', 'Home', 'Make']) });
export type CameBy = z.infer<typeof cameBy>;

export const readCameBy = (state: unknown): CameBy | undefined => cameBy.safeParse(state).data;
