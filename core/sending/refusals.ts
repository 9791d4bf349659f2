import { Failure } from '../failure.ts';
import { waitWords } from '../words.ts';

export const channelClosed = () =>
  new Failure('channel_closed', {
    title: 'Not in that channel',
    happened: 'One of us may no longer write in that channel, or it is gone. Nothing was posted, and it cost nothing.',
    next: 'Choose another channel, or ask there with /history and press “Post here”.',
  });

export const standsThere = () =>
  new Failure('stands_here', {
    title: 'It stands there already',
    happened: 'It was posted in that channel before, and no second copy was. It cost nothing.',
    next: 'Choose another channel.',
  });

export const sentALot = (most: number, waitMs: number) =>
  new Failure('too_much', {
    title: 'That is enough for an hour',
    happened: `${most} of your results were posted in chats within an hour. This one was not sent, and it cost nothing.`,
    next: `You can send another one in ${waitWords(waitMs)}.`,
  });
