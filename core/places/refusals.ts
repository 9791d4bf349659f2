import { type Platform, platforms } from '../chat/platforms.ts';
import { Failure } from '../failure.ts';
import { counted } from '../words.ts';

const free = 'Nothing was made and nothing was taken.';
/** Whatever they asked for: a picture, a setting, a gift. */
const nothingDone = 'Nothing was done and nothing was taken.';

/** Whoever manages the place keeps them from using it there. */
export const blockedHere = (platform: Platform) =>
  new Failure('blocked_here', {
    title: `You cannot use UPixel in this ${platforms[platform].placeWord}`,
    happened: `Those who manage this ${platforms[platform].placeWord} have blocked you here. ${nothingDone}`,
    next: [
      `Ask one of the ${platforms[platform].managers} if you think that this is a mistake. Elsewhere you use it as before, and `,
      { command: 'privacy' },
      ' still gives you a copy of your data, and deletes it.',
    ],
  });

/** @param channels the ids of those where it may be used; undefined: all but some */
export const notInThisChannel = (platform: Platform, channels: readonly string[] | undefined) =>
  new Failure('not_in_this_channel', {
    title: 'Not in this channel',
    happened: `Those who manage this ${platforms[platform].placeWord} want no images to be made in this channel. ${free}`,
    next:
      channels === undefined
        ? 'Use another channel.'
        : ['Use one of these: ', ...channels.flatMap((channel, at) => [...(at === 0 ? [] : [', ']), { channel }]), '.'],
  });

/** @param groups the names of those who may */
export const notInGroup = (platform: Platform, groups: readonly string[]) =>
  new Failure('not_in_group', {
    title: 'Not everybody may use UPixel here',
    happened: `In this ${platforms[platform].placeWord} only members of ${groups.join(', ')} make images. ${free}`,
    next: `Ask one of the ${platforms[platform].managers} to let you in, or use UPixel in another place.`,
  });

export const dailyCapReached = (platform: Platform, { cap, used }: { cap: number; used: number }) =>
  new Failure('daily_cap', {
    title: 'That is more than a day’s images here',
    happened: `One member may ask for ${counted(cap, 'image')} a day in this ${platforms[platform].placeWord}, and ${used === 1 ? '1 of yours counts' : `${used} of yours count`} today. ${free}`,
    next: 'The day begins anew at midnight (UTC). Images that were not made do not count, nor do those from before there was a limit; elsewhere you make as many as you like.',
  });

export const noPlaceHere = () =>
  new Failure('no_place', {
    title: 'This is nobody’s place',
    happened:
      'Only servers and workspaces that have installed UPixel have settings, and this is none. Nothing was changed.',
    next: 'Type it in a channel of yours.',
  });

/** Like notManager, for what is not about the wallet. */
export const notManagerHere = (platform: Platform) =>
  new Failure('not_manager', {
    title: 'That is for those who manage this',
    happened: `Only ${platforms[platform].managers} can see and change how UPixel is used here. Nothing was changed and nothing was taken.`,
    next: 'Ask one of them.',
  });
