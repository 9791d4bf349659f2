import { z } from 'zod';
import { keptChoice } from '../../client/kept-choice.ts';

export const groupings = { none: 'None', request: 'By request', day: 'By day' } as const;
export type Grouping = keyof typeof groupings;
export const densities = { small: 'Small', medium: 'Medium', large: 'Large' } as const;
export type Density = keyof typeof densities;

/** How somebody likes to see their gallery, in this browser. */
const shape = z.object({
  grouping: z.enum(['none', 'request', 'day']).catch('none'),
  density: z.enum(['small', 'medium', 'large']).catch('medium'),
});
export type View = z.infer<typeof shape>;

export const useView = keptChoice<View>('upixel.gallery', shape, { grouping: 'none', density: 'medium' });
