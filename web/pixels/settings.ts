import { z } from 'zod';
import { keptChoice } from '../client/kept-choice.ts';

/** What is seen through clear pixels. */
export const grounds = { checker: 'Checker', light: 'Light', dark: 'Dark' } as const;
export type Ground = keyof typeof grounds;

const shape = z.object({
  hasGrid: z.boolean().catch(false),
  ground: z.enum(['checker', 'light', 'dark']).catch('checker'),
});

/** How somebody likes to look at pixels, in this browser. */
export const usePixelSettings = keptChoice<z.infer<typeof shape>>('upixel.pixels', shape, {
  hasGrid: false,
  ground: 'checker',
});

export const nextGround = (ground: Ground): Ground => {
  const all = Object.keys(grounds) as Ground[];
  return all[(all.indexOf(ground) + 1) % all.length] ?? 'checker';
};
