/** Where a request was made, as a row has it. */
export interface PlaceRow {
  platform: 'discord' | 'slack';
  /** The Slack workspace's or Discord server's that it was asked in, as far as it is known. */
  workspaceName: string | null;
  /** Where the identity was linked. */
  placeName: string | null;
}
