import { Prisma } from '../../prisma/generated/client.ts';

const sideOf = (side: 'width' | 'height') => {
  const name = Prisma.raw(side);
  return Prisma.sql`coalesce(CASE WHEN a.layout ->> 'kind' = 'animation' THEN (a.layout ->> '${name}')::int END, a.${name})`;
};

/** How wide and how high an asset `a` is shown, in pixels: an animation plays, so as a frame of it. */
export const shownWidth = sideOf('width');
export const shownHeight = sideOf('height');
