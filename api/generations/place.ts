import type { Place } from '#core/contract/shapes.ts';
import type { PlaceRow } from '#core/generations/place-row.ts';

/**
 * Where a request was made. A Slack identity belongs to one workspace, so where it was linked is where it asks. A Discord
 * identity is the same person on every server: better no name than a wrong one, as of a direct message.
 */
export function presentPlace({ platform, workspaceName, placeName }: PlaceRow): Place {
  return { platform, name: workspaceName || (platform === 'slack' ? placeName : null) || null };
}
