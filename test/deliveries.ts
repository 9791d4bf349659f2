import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, vi } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { renderDiscord } from '#core/chat/discord/render.ts';
import type { StatusTarget } from '#core/chat/messenger.ts';
import { rowOfTarget } from '#core/chat/stored-target.ts';
import { firstHold, returnMessage } from '#core/generations/delivery.ts';
import { requestGeneration } from '#core/generations/request.ts';
import { findLost } from '#core/schedules/find-lost.ts';
import { deliver } from '../worker/handlers/deliver.ts';
import { settle } from '../worker/handlers/settle.ts';
import { submit } from '../worker/handlers/submit.ts';
import { buildRequest } from './builders/request.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { fund } from './fund.ts';
import { slackPerson } from './slack-person.ts';
import { startWorld, type World } from './world.ts';

/** Every call of either chat that shows or changes a message. */
export const everything = /^(POST|PATCH) .*(messages|chat\.|files\.)/;

/** For tests of what a delivery does: a world in which no job runs by itself, and people there whose results a test delivers, try by try. */
export function stageDeliveries() {
  let started: World;
  const world = () => started;
  beforeAll(async () => {
    started = await startWorld(await createTestDatabase(), { roles: [], replicate: { speed: 0 } });
  });
  afterAll(() => started.close());
  afterEach(() => {
    for (const { faults } of [started.discord, started.slack, started.replicate]) faults.clear();
  });

  /** A request made in a chat, whose status is already shown. */
  async function asked(target: StatusTarget, words = '') {
    const { deps, discord, slack, replicate } = world();
    const { platform, userId } = target;
    const teamId = platform === 'slack' ? target.workspaceId : '';
    await fund(world(), { platform, teamId, userId }, 20);
    const { identityId } = await identify(deps, { platform, teamId, userId });
    const prompt = `a fox ${randomUUID()}${words}`;
    const generation = await requestGeneration(deps, buildRequest(identityId, { prompt, target }));
    if (!generation) throw new Error('not accepted');
    const generationId = generation.id;
    await returnMessage(deps, firstHold(generationId));
    const row = () => deps.db.delivery.findUniqueOrThrow({ where: { generationId }, include: { target: true } });
    return {
      generationId,
      row,
      prompt,
      who: { identityId, userId: null },
      async sent() {
        const known = replicate.predictions.size;
        await submit(deps, { generationId });
        const isOver = () =>
          [...replicate.predictions.values()].slice(known).every(({ status }) => status === 'succeeded');
        await vi.waitUntil(isOver, { timeout: 30_000, interval: 5 });
      },
      /** Its pictures are made, and the first attempt to deliver them is over. */
      async ended() {
        await this.sent();
        await settle(deps, { generationId, slot: 0 });
      },
      try: () => deliver(deps, { generationId }),
      isDue: async () => (await findLost(deps)).of('deliver').some((each) => each.generationId === generationId),
      calls: () => [...discord.calls, ...slack.calls].filter(({ method }) => method !== 'GET').length,
      /** As if the pause were over, the lease had expired, and so many hours had passed since the pictures were made. */
      async later(hours = 0) {
        await deps.db
          .$executeRaw`UPDATE deliveries SET next_try_at = next_try_at - interval '1 hour', lease_until = lease_until - interval '1 hour',
          rewrite_at = rewrite_at - interval '1 hour' WHERE generation_id = ${generationId}::uuid`;
        await deps.db
          .$executeRaw`UPDATE generations SET finished_at = finished_at - ${hours + 1}::int * interval '1 hour'
          WHERE id = ${generationId}::uuid`;
      },
    };
  }

  /** One after the other, because Discord takes five messages in five seconds per channel. */
  const places = [0, 1, 2]
    .map((user) => ({ user, channel: 'dm' }))
    .concat(['general', 'art', 'after-dark'].map((channel) => ({ user: 0, channel })));
  let turn = 0;

  /** A target whose interaction has expired, so that only the bot's own delivery methods are left. */
  function onDiscord(place = places[turn++ % places.length]) {
    const ada = discordPerson(world(), place);
    const target: StatusTarget = {
      platform: 'discord',
      workspaceId: '',
      channelId: ada.channel.id,
      userId: ada.user.id,
      fileLimit: 10_000_000,
    };
    return Object.assign(ada, { target });
  }

  function inSlack() {
    const ada = slackPerson(world());
    const { platform, teamId, userId } = ada.chatUser;
    const channelId = ada.channel.id;
    const target = { platform, workspaceId: teamId, userId, channelId, fileLimit: 10_000_000 } satisfies StatusTarget;
    return Object.assign(ada, { target });
  }

  /** With its status in the channel, as on Discord after the reply, or on Slack after the command. */
  async function withStatus(at: ReturnType<typeof onDiscord> | ReturnType<typeof inSlack>, words?: string) {
    const { deps } = world();
    const card: Card = { tone: 'working', title: 'a fox', blocks: [text('Starting…')] };
    const target: StatusTarget = at.target;
    if (target.platform === 'slack') {
      const shown = await deps.slack.show(target, card);
      return asked({ ...target, ...(shown ? { messageId: shown.messageId } : {}) }, words);
    }
    const body = renderDiscord(card);
    const { id } = (await deps.discordRest.bot.post(`/channels/${target.channelId}/messages`, { body })) as {
      id: string;
    };
    return asked({ ...target, messageId: id }, words);
  }

  /** A Slack command that nobody acknowledges: only its address for answers is needed. */
  async function answerable() {
    const ada = inSlack();
    ada.people.setCommands([{ command: '/upixel', description: 'x', usageHint: '' }]);
    const { responseUrl, acknowledged } = await ada.run('link');
    acknowledged.catch(() => undefined);
    const { identityId } = await identify(world().deps, ada.chatUser);
    const replyExpiresAt = new Date(Date.now() + 1_800_000);
    const reply = () =>
      rowOfTarget(world().deps, { identityId }, { ...ada.target, replyToken: responseUrl, replyExpiresAt });
    const told = (words: string) => ada.messages().filter((message) => ada.look(message).text.includes(words)).length;
    return { ...ada, responseUrl, identityId, reply, told };
  }

  return { world, onDiscord, inSlack, withStatus, answerable };
}
