import type { Place } from '#core/contract/shapes.ts';

export interface PlaceRow {
  platform: 'discord' | 'slack';
  /** The Slack workspace's that it was asked in. */
  workspaceName: string | null;
  /** Where the identity was linked. */
  placeName: string | null;
}

/**
 * Where a request was made. A Slack identity belongs to one workspace, so where it was linked is where it asks. A Discord
 * identity is the same person on every server, and the server of a request is not kept: better no name than a wrong one.
 */
export function presentPlace({ platform, workspaceName, placeName }: PlaceRow): Place {
  return { platform, name: platform === 'slack' ? workspaceName || placeName : null };
}
