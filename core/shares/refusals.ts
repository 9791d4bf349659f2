import { Failure } from '../failure.ts';
import { counted } from '../words.ts';
import { mostShares } from './limits.ts';

export const tooManyShares = () =>
  new Failure('too_many_shares', {
    title: 'That is a lot of links',
    happened: `${mostShares} of your links are open, which is as many as there can be. No link was made.`,
    next: 'End some that nobody needs any more, at Shared.',
  });

/** @param some how many of those that were chosen */
export const cannotShare = (some: number) =>
  new Failure('cannot_share', {
    title: 'Not all of that can be shared',
    happened: `${counted(some, 'image')} of those that you chose cannot be shown to others: only what a model made here is shared, with what was made of that, and only while it is in your gallery. No link was made.`,
    next: 'Choose again without them.',
  });

/** It is not said whether there ever was such a link. */
export const noSuchShare = () =>
  new Failure('not_found', {
    title: 'This link leads nowhere',
    happened: 'There is no such link, or it ended long ago.',
    next: 'Look whether all of the address was copied, or ask whoever gave it to you for another.',
  });

export const endedShare = () =>
  new Failure('ended_share', {
    title: 'This link has ended',
    happened: 'Whoever made it no longer shares what it showed, or its time is over.',
    next: 'Ask whoever gave it to you for another.',
  });

export const emptyShare = () =>
  new Failure('ended_share', {
    title: 'There is nothing to see here any more',
    happened: 'What this link showed is no longer there.',
    next: 'Ask whoever gave it to you for another.',
  });
