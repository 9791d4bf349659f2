import { text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import type { StatusTarget } from '#core/chat/messenger.ts';
import type { Deps } from '#core/deps.ts';
import type { Reply } from '../dispatch.ts';
import { replyTo, type SlackTarget } from './answer.ts';
import { directTarget } from './direct.ts';

/**
 * Shows what one person alone may see: in their direct messages with the bot. An ephemeral message has no files, and whoever is in a channel sees a file that is
 * shared there (https://docs.slack.dev/reference/methods/chat.postEphemeral). Where they asked they are told so. @throws Failure cannot_post
 */
export async function replyAlone(
  deps: Pick<Deps, 'slack' | 'slackTokens' | 'log'>,
  asked: SlackTarget,
  reply: Reply,
): Promise<{ target: StatusTarget; reply: Reply }> {
  const { workspaceId: teamId, userId, homeTeamId, threadId, replyToken, replyExpiresAt } = asked;
  const origin = { teamId, userId, ...(homeTeamId === undefined ? {} : { homeTeamId }) };
  const direct = await directTarget(deps, origin);
  const isThere = direct.channelId === asked.channelId;
  // The address of the request answers the person alone, too: a note about the result.
  const address = replyToken === undefined || replyExpiresAt === undefined ? {} : { replyToken, replyExpiresAt };
  const thread = isThere && threadId !== undefined ? { threadId } : {};
  const target: StatusTarget = { ...direct, ...thread, ...address, isPrivate: true };
  if (isThere) return { target, reply };
  const { show } = replyTo(deps, target, 'message');
  return {
    target,
    reply: {
      ...reply,
      async show(card) {
        const shown = await show(card);
        await reply.replyEphemeral(elsewhere).catch((err) => deps.log.warn({ err }, 'a notice was not shown'));
        return shown;
      },
    },
  };
}

const elsewhere: Card = {
  tone: 'notice',
  title: 'It comes in our direct messages',
  blocks: [text('Only you see it there.')],
};
