import { WebAPIRateLimitedError } from '@slack/web-api';
import type { ChatUser } from '#core/accounts/chat-user.ts';
import { text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import type { StatusTarget } from '#core/chat/messenger.ts';
import { type Conversation, isDirectId } from '#core/chat/slack/conversation.ts';
import { isUnclear } from '#core/chat/slack/errors.ts';
import { slackLimits } from '#core/chat/slack/limits.ts';
import type { Shown } from '#core/chat/slack/messenger.ts';
import type { Outsider } from '#core/chat/slack/outsider.ts';
import type { Deps } from '#core/deps.ts';
import { Failure } from '#core/failure.ts';
import { waitWords } from '#core/words.ts';
import type { Reply } from '../dispatch.ts';
import { installPath } from './installed.ts';

type AnswerDeps = Pick<Deps, 'slack' | 'slackTokens' | 'log'>;

/** Where somebody asks on Slack. */
export interface SlackTarget extends StatusTarget, Outsider {
  /** It is a group direct message, which no app can be invited to. */
  isGroupDm?: boolean;
}

/** Who asks. */
export const askerOf = ({
  workspaceId,
  homeTeamId,
  userId,
}: Pick<SlackTarget, 'workspaceId' | 'homeTeamId' | 'userId'>): ChatUser => ({
  platform: 'slack',
  teamId: homeTeamId ?? workspaceId,
  userId,
});

/** Where a request came from; `responseUrl` is the request's own address for answers, which mentions do not have. */
export function targetOf(request: {
  teamId: string;
  userId: string;
  homeTeamId?: string;
  conversation: Conversation;
  responseUrl?: string | undefined;
  replyExpiresAt?: Date;
  isGroupDm?: boolean | undefined;
}): SlackTarget {
  const { teamId, userId, homeTeamId, conversation, responseUrl, isGroupDm } = request;
  const replyExpiresAt = request.replyExpiresAt ?? new Date(Date.now() + slackLimits.replyMs);
  return {
    platform: 'slack',
    workspaceId: teamId,
    userId,
    ...(homeTeamId === undefined ? {} : { homeTeamId }),
    channelId: conversation.channel,
    ...(conversation.thread_ts === undefined ? {} : { threadId: conversation.thread_ts }),
    ...(isGroupDm ? { isGroupDm } : {}),
    fileLimit: slackLimits.fileBytes,
    ...(responseUrl ? { replyToken: responseUrl, replyExpiresAt } : {}),
  };
}

/**
 * How dispatch answers. In place means replacing the card whose button was pressed, which this person alone sees, or everybody; the target's message
 * is that card.
 */
export function replyTo(
  deps: AnswerDeps,
  target: SlackTarget,
  kind: 'message' | 'in-place' | 'in-public-place',
): Reply {
  const toPerson = (card: Card) =>
    kind === 'in-place' ? deps.slack.replace(target, card) : deps.slack.replyEphemeral(target, card);
  return {
    mayPost: false,
    mayBeShown: isUnclear,
    replyEphemeral: toPerson,
    addEphemeral: (card) => deps.slack.replyEphemeral(target, card),
    leave: async () => undefined,
    async show(card) {
      if (kind === 'in-place') {
        await toPerson(card);
        return { messageId: target.messageId, channelId: target.channelId };
      }
      if (kind === 'in-public-place' && (await deps.slack.update(target, card)))
        return { messageId: target.messageId, channelId: target.channelId };
      const shown = await post(deps, target, card);
      if (shown.direct)
        await toPerson(elsewhere(target)).catch((err) => deps.log.warn({ err }, 'a notice was not shown'));
      return { messageId: shown.messageId, channelId: shown.channelId };
    },
  };
}

async function post(deps: AnswerDeps, target: SlackTarget, card: Card): Promise<Shown> {
  try {
    const shown = await deps.slack.show(target, card);
    if (shown) return shown;
  } catch (error) {
    if (error instanceof WebAPIRateLimitedError) throw tooBusy(error.retryAfter);
    throw error;
  }
  throw (await deps.slackTokens.tokenFor(target.workspaceId)) === undefined ? wasRemoved() : cannotPost(target);
}

const elsewhere = (target: SlackTarget): Card => ({
  tone: 'notice',
  title: 'Look in your direct messages',
  blocks: [text(whyElsewhere(target))],
});

/**
 * An app is in no direct message of people, and cannot be invited to one (https://github.com/slackapi/bolt-js/issues/365,
 * https://github.com/slackapi/java-slack-sdk/issues/1511). A group can become a private channel:
 * https://slack.com/help/articles/217555437-Move-group-direct-messages-to-a-private-channel
 */
function whyElsewhere({ channelId, isGroupDm }: SlackTarget): string {
  if (isGroupDm)
    return 'Slack lets no app into a group direct message, so I will send it to you directly. For everybody here to see such pictures, convert this group to a private channel, and invite me there with /invite @UPixel.';
  if (isDirectId(channelId))
    return 'Slack lets no app into direct messages between people, so I will send it to you directly. You can pass it on from there.';
  return 'I am not in this channel, so I will send it to you directly. Invite me with /invite @UPixel.';
}

const cannotPost = ({ isGroupDm }: SlackTarget) =>
  new Failure('cannot_post', {
    title: 'I may not post here',
    happened: `Slack ${isGroupDm ? 'lets no app into a group direct message' : 'does not let me post in this channel'}. Nothing was made and nothing was taken.`,
    next: isGroupDm ? 'Use a channel.' : 'Use another channel, or ask somebody who manages this one to let me post.',
  });

/** Slack has just said so; the next request is turned away before anything is done. */
const wasRemoved = () =>
  new Failure('not_installed', {
    title: 'UPixel is no longer installed here',
    happened: 'This workspace removed me. Nothing was made and nothing was taken.',
    next: `Whoever may install apps here can install me again, at the address of UPixel’s bots under ${installPath}.`,
  });

/** @param seconds as Slack says */
const tooBusy = (seconds: number) =>
  new Failure('busy_channel', {
    title: 'This channel is very busy',
    happened: 'Slack lets me post about one message a second in a channel. Nothing was made and nothing was taken.',
    next: `Try again in ${waitWords(seconds * 1_000)}, or use another channel or our direct messages.`,
  });
