import { findFaultyWallets } from '#core/credits/audit.ts';
import { lookAtDiscord } from '#sandbox/look/discord.ts';
import type { World } from '../world.ts';

/** Every request has ended, and its result was brought, or is kept. */
export async function isSettled({ deps: { db } }: World): Promise<boolean> {
  const open = await db.generation.count({ where: { finishedAt: null } });
  const pending = await db.delivery.count({ where: { status: 'pending' } });
  return open + pending === 0;
}

/** What must not be, once all is over. */
export async function verdict(world: World): Promise<string[]> {
  const { deps, discord, slack } = world;
  const faults: string[] = [];
  const open = await deps.db.generation.findMany({ where: { finishedAt: null } });
  for (const { id, status, model } of open) faults.push(`generation ${id} (${model}) is ${status} for ever`);
  const pending = await deps.db.delivery.findMany({
    where: { status: 'pending', generation: { finishedAt: { not: null } } },
  });
  for (const { generationId, failures } of pending)
    faults.push(`the result of ${generationId} is neither brought nor given up, after ${failures} failures`);
  for (const { walletId, fault } of await findFaultyWallets(deps)) faults.push(`wallet ${walletId}: ${fault}`);
  for (const { id, balance } of await deps.db.wallet.findMany({ where: { balance: { lt: 0 } } }))
    faults.push(`wallet ${id} has ${balance}`);
  faults.push(...(await unseen(world)));

  for (const { channels } of discord.people.guilds)
    for (const { id: channelId } of channels)
      for (const message of discord.people.messages(channelId)) {
        if (message.thinking) faults.push(`Discord goes on thinking in ${channelId}, ${message.id}`);
        // Nobody waits for what is over.
        if (/[⏳🎨]/u.test(lookAtDiscord(message).text))
          faults.push(`Discord goes on saying: ${lookAtDiscord(message).text.slice(0, 200)}`);
        if (
          message.mention_everyone ||
          ((message.notified ?? []).length > 0 && message.author.bot && !/gave|gift/i.test(lookAtDiscord(message).text))
        )
          faults.push(`somebody was pinged: ${lookAtDiscord(message).text.slice(0, 200)}`);
      }
  const bot = slack.people.workspaces[0]?.botUserId;
  for (const { channelId, ts, mention } of slack.people.broadcasts()) {
    const said = slack.people.thread(channelId, ts).find((each) => each.ts === ts);
    // What people write themselves is theirs.
    if (said?.user === bot) faults.push(`everybody was pinged: ${mention}`);
  }
  for (const user of slack.people.workspaces[0]?.users ?? [])
    if (JSON.stringify(slack.people.view(user.id)?.blocks ?? []).includes('One moment…'))
      faults.push(`a window of ${user.id} never says anything`);
  return faults;
}

/** Results that are marked as delivered, and of which no message is left, though nobody deleted their pictures. */
async function unseen({ deps, discord, slack }: World): Promise<string[]> {
  const delivered = await deps.db.delivery.findMany({
    where: { status: 'delivered', generation: { assets: { some: { deletedAt: null, hiddenAt: null } } } },
    include: { target: true },
  });
  const ids = new Set([
    ...discord.people.guilds.flatMap(({ channels }) =>
      channels.flatMap(({ id }) => discord.people.messages(id).map((each) => each.id)),
    ),
    ...(slack.people.workspaces[0]?.channels ?? []).flatMap(({ id }) =>
      slack.people.messages(id).flatMap(({ ts }) => slack.people.thread(id, ts).map((each) => each.ts)),
    ),
    ...(slack.people.workspaces[0]?.users ?? []).flatMap(({ id }) => slack.people.dms(id).map(({ ts }) => ts)),
  ]);
  return delivered
    .filter(({ messageId }) => messageId === null || !ids.has(messageId))
    .map(
      ({ generationId, messageId, target }) =>
        `${generationId} was delivered as ${messageId} on ${target?.platform}, and is not there`,
    );
}
