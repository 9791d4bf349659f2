import { WebAPIRateLimitedError } from '@slack/web-api';
import type { Card } from '#core/chat/card.ts';
import type { Spot } from '#core/chat/messenger.ts';
import { isUnclear } from '#core/chat/slack/errors.ts';
import { slackLimits } from '#core/chat/slack/limits.ts';
import type { Shown } from '#core/chat/slack/messenger.ts';
import { type Place, placeId } from '#core/chat/slack/place.ts';
import type { Deps } from '#core/deps.ts';
import { Failure } from '#core/failure.ts';
import type { Reply } from '../dispatch.ts';
import { installPath } from './installed.ts';

type AnswerDeps = Pick<Deps, 'slack' | 'slackTokens' | 'log'>;

/** Where a request came from; `responseUrl` is its own address for answers, which mentions do not have. */
export function spotOf(request: {
  teamId: string;
  userId: string;
  homeTeamId?: string;
  place: Place;
  responseUrl?: string | undefined;
  replyExpiresAt?: Date;
}): Spot {
  const { teamId, userId, homeTeamId, place, responseUrl } = request;
  const replyExpiresAt = request.replyExpiresAt ?? new Date(Date.now() + slackLimits.replyMs);
  return {
    platform: 'slack',
    teamId,
    userId,
    ...(homeTeamId === undefined ? {} : { homeTeamId }),
    channelId: placeId(place),
    fileLimit: slackLimits.fileBytes,
    ...(responseUrl ? { replyToken: responseUrl, replyExpiresAt } : {}),
  };
}

/**
 * How dispatch answers. In place: of the card whose button was pressed, which this person alone sees, or everybody; the spot's
 * message is that card.
 */
export function replyTo(deps: AnswerDeps, spot: Spot, kind: 'message' | 'in-place' | 'in-public-place'): Reply {
  const toPerson = (card: Card) =>
    kind === 'in-place' ? deps.slack.replace(spot, card) : deps.slack.whisper(spot, card);
  return {
    placeIsKnown: false,
    mayBeShown: isUnclear,
    whisper: toPerson,
    async show(card) {
      if (kind === 'in-public-place' && (await deps.slack.update(spot, card)))
        return { messageId: spot.messageId, channelId: spot.channelId };
      const shown = await post(deps, spot, card);
      if (shown.direct) await toPerson(elsewhere).catch((err) => deps.log.warn({ err }, 'a notice was not shown'));
      return { messageId: shown.messageId, channelId: shown.channelId };
    },
  };
}

async function post(deps: AnswerDeps, spot: Spot, card: Card): Promise<Shown> {
  try {
    const shown = await deps.slack.show(spot, card);
    if (shown) return shown;
  } catch (error) {
    if (error instanceof WebAPIRateLimitedError) throw tooBusy;
    throw error;
  }
  throw (await deps.slackTokens.tokenFor(spot.teamId)) === undefined ? wasRemoved : cannotPost;
}

const elsewhere: Card = {
  tone: 'notice',
  title: 'Look in your direct messages',
  lines: ['I am not in this channel, so I will send it to you directly. Invite me with /invite @UPixel.'],
  private: true,
};

const cannotPost = new Failure('cannot_post', {
  title: 'I may not post here',
  happened: 'Slack does not let me post in this channel. Nothing was made and nothing was taken.',
  next: 'Use another channel, or ask somebody who manages this one to let me post.',
});

/** Slack has just said so; the next request hears it before anything is done. */
const wasRemoved = new Failure('not_installed', {
  title: 'UPixel is no longer installed here',
  happened: 'This workspace removed me. Nothing was made and nothing was taken.',
  next: `Whoever may install apps here can install me again, at the address of UPixel’s bots under ${installPath}.`,
});

const tooBusy = new Failure('busy_channel', {
  title: 'This channel is very busy',
  happened: 'Slack lets me post about one message a second in a channel. Nothing was made and nothing was taken.',
  next: 'Try again in a moment, or use another channel or our direct messages.',
});
