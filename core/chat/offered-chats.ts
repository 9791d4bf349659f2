import type { Config } from '../config.ts';
import { type Platform, platformIds } from './platforms.ts';

/** The chats that UPixel can be added to, in the order in which they are offered. */
export const offeredChats = ({ installUrls }: Pick<Config, 'installUrls'>): Platform[] =>
  platformIds.filter((platform) => installUrls[platform] !== undefined);
