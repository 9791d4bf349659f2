import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import { assetSummary, pageOf, paging } from './shapes.ts';

const byId = z.object({ id: z.uuid() });

/** The team that paid for an image of one's own. */
const payingTeam = z.object({
  team: z
    .object({
      id: z.uuid(),
      /** May be empty. */
      name: z.string(),
      /** Whether its gallery shows the image. */
      isShared: z.boolean(),
    })
    .nullable(),
});

export const sharedImage = assetSummary
  .pick({
    id: true,
    width: true,
    height: true,
    isPixelArt: true,
    moves: true,
    createdAt: true,
    thumbnailUrl: true,
    largeThumbnailUrl: true,
    imageUrl: true,
  })
  .extend({
    /** Whose it is, by their name in the team. */
    by: z.string(),
    isMine: z.boolean(),
  })
  .meta({ id: 'SharedImage' });
export type SharedImage = z.infer<typeof sharedImage>;

/** What a team paid for and those who asked for it show to the others. */
export const teamGalleryEndpoints = {
  getAssetTeam: {
    method: 'GET',
    path: '/api/assets/:id/team',
    summary: 'The team that paid for an image of yours, and whether its gallery shows it; null if none did',
    tag: 'Teams',
    params: byId,
    answer: payingTeam,
  },
  setAssetTeam: {
    method: 'PATCH',
    path: '/api/assets/:id/team',
    summary: 'Shows an image of yours in the gallery of the team that paid for it, or shows it there no more',
    tag: 'Teams',
    params: byId,
    body: z.object({ isShared: z.boolean() }),
    answer: payingTeam,
  },
  listTeamAssets: {
    method: 'GET',
    path: '/api/teams/:id/assets',
    summary: 'What a team paid for and its members show to each other, newest first, for its members',
    tag: 'Teams',
    params: byId,
    query: paging,
    answer: pageOf(sharedImage),
  },
  takeTeamAsset: {
    method: 'POST',
    path: '/api/teams/:id/assets/take-out',
    summary: 'Takes an image out of the team’s gallery, for those who manage it; its owner keeps it',
    tag: 'Teams',
    params: byId,
    body: z.object({ assetId: z.uuid() }),
  },
} as const satisfies Record<string, Endpoint>;
