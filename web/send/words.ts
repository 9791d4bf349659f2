import { isolated } from '#core/contract/isolated.ts';
import type { SendPlace } from '#core/contract/pages/made.ts';

/** `#art in Sprite Forge`; Slack does not tell us what its channels are called. */
export function channelWords({ channelName, placeName }: Pick<SendPlace, 'channelName' | 'placeName'>): string {
  const where = placeName === null ? '' : ` in ${isolated(placeName)}`;
  return channelName === null ? `The channel you asked in${where}` : `#${isolated(channelName)}${where}`;
}
