import type { Answered } from '#core/contract/pages/contract.ts';
import { type Share, sharedFile } from '#core/contract/pages/shares.ts';
import { hasLargeThumbnail } from '#core/images/thumbnail.ts';
import type { Shared } from '#core/shares/find-shared.ts';
import type { OwnShare } from '#core/shares/share-row.ts';
import { movesOf, thumbnailsOf } from '../assets/present-summary.ts';

export const presentShare = ({ first, expiresAt, createdAt, ...share }: OwnShare): Share => ({
  ...share,
  first: first.map((picture) => ({ ...picture, ...thumbnailsOf({ ...picture, id: picture.assetId }) })),
  expiresAt: expiresAt?.toISOString() ?? null,
  createdAt: createdAt.toISOString(),
});

export const presentShared = (
  { name, userId, pictures }: Shared,
  { token, viewerId }: { token: string; viewerId: string | undefined },
): Answered<'openShare'> => ({
  name,
  isYours: userId === viewerId,
  pictures: pictures.map(({ generationId, number, layout, ...picture }) => ({
    ...{ number, ...picture },
    moves: movesOf(layout, sharedFile(token, number, 'moving')),
    thumbnailUrl: sharedFile(token, number, 'thumbnail'),
    largeThumbnailUrl: hasLargeThumbnail({ ...picture, layout }) ? sharedFile(token, number, 'large-thumbnail') : null,
    imageUrl: sharedFile(token, number, 'image'),
    downloadUrl: `${sharedFile(token, number, 'image')}?download`,
  })),
});
