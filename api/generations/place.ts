import { platforms } from '#core/chat/platforms.ts';
import type { Place } from '#core/contract/pages/shapes.ts';
import type { PlaceRow } from '#core/generations/place-row.ts';

/** Where in a chat a request was made. */
export function presentPlace({ platform, workspaceName, placeName }: PlaceRow): Place | null {
  if (platform === null) return null;
  return { platform, name: workspaceName || (platforms[platform].identityHasOnePlace ? placeName : null) || null };
}
