/** What somebody says of the channel where they are: images are made only there, there too, not there; or in every channel. */
export const channelWishes = ['only', 'also', 'not', 'everywhere'] as const;
export type ChannelWish = (typeof channelWishes)[number];
