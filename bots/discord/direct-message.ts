import { type GatewayMessageCreateDispatchData, MessageType } from 'discord-api-types/v10';
import { text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { discordLimits } from '#core/chat/discord/limits.ts';
import type { StatusTarget } from '#core/chat/messenger.ts';
import { busyCard } from '#core/chat/present/busy.ts';
import type { Deps } from '#core/deps.ts';
import type { Command } from '../define-command.ts';
import { type Ask, dispatch } from '../dispatch.ts';
import type { InFlight } from '../in-flight.ts';
import { actOf, type BotsDeps } from '../receive.ts';
import { offerCard, offerOf } from '../written/offer.ts';
import { optionsIn } from '../written/options-in.ts';
import { readWritten } from '../written/read-written.ts';
import { whatToSay } from '../written/small-talk.ts';
import { whatToMake } from '../written/what-to-make.ts';
import { personOf } from './person.ts';
import { replyDirectly } from './reply-directly.ts';
import { withoutUs, writtenIn } from './written.ts';

type Message = Pick<GatewayMessageCreateDispatchData, 'id' | 'author' | 'channel_id' | 'content' | 'attachments'>;

/** What people write, and no news of Discord's, such as that something was pinned. */
const written: readonly MessageType[] = [MessageType.Default, MessageType.Reply];

/** Whether a person wrote it to us alone. Bots would be answered for ever, and so would we. */
const isWrittenToUs = ({ guild_id, author, webhook_id, type }: GatewayMessageCreateDispatchData): boolean =>
  guild_id === undefined && !author.bot && !author.system && webhook_id === undefined && written.includes(type);

/** Takes a message that came by the gateway, and counts it until it is answered; if there is no room, the person is told so at once. */
export function takeMessage(deps: BotsDeps, inFlight: InFlight, message: GatewayMessageCreateDispatchData): void {
  if (!isWrittenToUs(message)) return;
  const done = inFlight.isFull
    ? inFlight.turnAway(() => turnAway(deps, message))
    : inFlight.run(() => onDirectMessage(deps, message));
  done.catch((err) => deps.log.error({ err }, 'a direct message was not answered'));
}

async function turnAway(deps: Deps, message: Message): Promise<void> {
  deps.metrics.count('acknowledgements', { platform: 'discord', outcome: 'full' });
  await replyDirectly(deps, targetOf(message), message.id).replyEphemeral(busyCard);
}

/** Words in the direct messages with the bot: a command's name is that command, small talk gets a short help, and everything else is offered with its price. */
async function onDirectMessage(deps: BotsDeps, message: Message): Promise<void> {
  const target = targetOf(message);
  const reply = replyDirectly(deps, target, message.id);
  const request = { ask: askOf(deps, message, target), reply } as const;
  const [words, hasPictures] = [withoutUs(deps, message.content), message.attachments.length > 0];
  const isPicture = ({ content_type: type }: Message['attachments'][number]) => type?.startsWith('image/') === true;
  if (words === '' && message.attachments.some(isPicture))
    return reply.replyEphemeral(whatToMake('Apps in the menu of your message'));
  const said = readWritten(words, { hasPictures });
  switch (said.is) {
    case 'small talk':
      return reply.replyEphemeral(whatToSay);
    case 'command': {
      const { command } = said;
      if (command.answer !== 'ephemeral') return reply.replyEphemeral(howTo(command));
      const { run, ...act } = actOf(deps.intents, { type: 'command', command, raw: async () => ({}), given: {} });
      return dispatch(deps, { ...request, ...act }, run);
    }
    case 'wish':
      return dispatch(deps, { ...request, name: 'offer', answer: 'ephemeral', isPrivate: false }, async (context) => {
        const wish = await writtenIn(deps, message);
        return offerCard(context, wish, await offerOf(context, optionsIn(wish)));
      });
  }
}

const targetOf = ({ author, channel_id: channelId }: Message): StatusTarget => ({
  ...{ platform: 'discord', workspaceId: '', channelId, userId: author.id },
  fileLimit: discordLimits.fileBytes,
});

/** As of an interaction there; nobody else is in the conversation. */
const askOf = (deps: Deps, { id, author: user }: Message, target: StatusTarget): Ask => ({
  key: `discord:message:${id}`,
  target,
  isAgeRestricted: async () => false,
  user: { platform: 'discord', teamId: '', userId: user.id },
  person: () => personOf(deps, { user }),
  channelIds: [],
  alone: async (reply) => ({ reply, target }),
});

const howTo = ({ name, refused }: Command): Card => ({
  tone: 'notice',
  title: 'Tell me more',
  blocks: [
    text([
      `${refused ?? 'Nothing was made and nothing was taken.'} Type `,
      { command: name },
      ' here: Discord shows what it takes.',
    ]),
  ],
});
