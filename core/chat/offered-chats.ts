import type { Config } from '../config.ts';
import { type Platform, platformIds, platforms } from './platforms.ts';

/** The chats that UPixel can be added to, in the order in which they are offered. */
export const offeredChats = ({ installUrls }: Pick<Config, 'installUrls'>): Platform[] =>
  platformIds.filter((platform) => installUrls[platform] !== undefined);

/** The chats by which somebody can sign in. */
export const signInChats = (config: Config): Platform[] =>
  platformIds.filter((platform) => platforms[platform].signsIn(config));
