import { type APIMessage, Routes } from 'discord-api-types/v10';
import type { Card } from '#core/chat/card/card.ts';
import { isUnclear } from '#core/chat/discord/errors.ts';
import { renderDiscord } from '#core/chat/discord/render.ts';
import type { StatusTarget } from '#core/chat/messenger.ts';
import type { Deps } from '#core/deps.ts';
import type { Reply } from '../dispatch.ts';

/**
 * How dispatch answers what somebody wrote in the direct messages: by messages of the bot's own. There is no interaction, and nobody else to hide anything from.
 * A resumed session may bring a message again, and during an update two processes hear it: the nonce makes Discord answer with the message that it has
 * (https://docs.discord.com/developers/resources/message#create-message).
 */
export function replyDirectly(
  { discordRest }: Pick<Deps, 'discordRest'>,
  { channelId }: Pick<StatusTarget, 'channelId'>,
  messageId: string,
): Reply {
  let posted = 0;
  const post = async (card: Card) => {
    const body = { ...renderDiscord(card), nonce: `w${messageId}-${posted++}`, enforce_nonce: true };
    // It waits where Discord wants that, as for the sixth message within five seconds: nobody sees “thinking…” meanwhile.
    const message = (await discordRest.bot.post(Routes.channelMessages(channelId), { body })) as APIMessage;
    return { messageId: message.id };
  };
  const say = async (card: Card) => void (await post(card));
  return {
    mayPost: true,
    mayBeShown: isUnclear,
    show: post,
    replyEphemeral: say,
    addEphemeral: say,
    leave: async () => undefined,
  };
}
