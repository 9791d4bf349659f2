import { type Begun, begin, type MakeDeps } from './begun.ts';
import { ownReferences } from './own-references.ts';
import { findOwnRequest, findOwnSource, ownerOf } from './own-source.ts';
import { pixelArtAgain, pixelArtOfAsset, pixelArtOfPicture, type WrittenSnap } from './pixel-art.ts';

/** Pixel art of an account's own image, or of a picture that it added. @throws Failure not_found, bad_reference, tool_does_not_apply, unknown_palette, and what begin throws */
export async function makePixelArt(
  deps: MakeDeps,
  userId: string,
  {
    requestKey,
    reference,
    ...written
  }: WrittenSnap & { requestKey: string; reference: { from: 'asset' | 'upload'; id: string } },
): Promise<Begun> {
  const who = ownerOf(userId);
  return begin(deps, { userId, requestKey }, async () => {
    if (reference.from === 'asset') {
      const { id } = await findOwnSource(deps, { userId, id: reference.id });
      return pixelArtOfAsset(deps, id, { who, written });
    }
    const { referenceUrl = '' } = await ownReferences(deps, userId, [reference]);
    return pixelArtOfPicture(deps, { referenceUrl }, { who, written });
  });
}

/** Of the picture of an earlier request of its own, in another size or in other colours. @throws Failure not_found, picture_gone, unknown_palette, and what begin throws */
export async function makePixelArtOtherwise(
  deps: MakeDeps,
  userId: string,
  { generationId: id, requestKey, ...written }: WrittenSnap & { generationId: string; requestKey: string },
): Promise<Begun> {
  return begin(deps, { userId, requestKey }, async () => {
    const earlier = await findOwnRequest(deps, { userId, id });
    return pixelArtAgain(deps, earlier, { who: ownerOf(userId), written });
  });
}
