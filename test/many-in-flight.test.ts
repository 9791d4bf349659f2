import { afterAll, describe, expect, test } from 'vitest';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { lookAtDiscord } from '#sandbox/look/discord.ts';
import { createTestDatabase } from './database.ts';
import { type RoleProcess, startProcess } from './process.ts';
import { inProof } from './proof.ts';
import { startRedis } from './redis.ts';
import { startWorld } from './world.ts';

const redis = await startRedis();
const backends = redis ? (['PostgreSQL', 'Redis'] as const) : (['PostgreSQL'] as const);
afterAll(() => redis?.close());

const people = inProof ? 100 : 25;
const each = 2;

describe.each(backends)(`${people * each} generations in flight, queue on %s`, (backend) => {
  test('the worker is killed again and again: all come, once, paid once, and every ledger sums', async () => {
    const redisUrl = backend === 'Redis' ? redis?.url : undefined;
    const world = await startWorld(await createTestDatabase(), {
      roles: ['api', 'bots'],
      redisUrl,
      replicate: { modelTimeMs: 3000, samePicture: true },
    });
    let worker: RoleProcess = await startProcess('worker', world.env);
    const channel = world.discord.people.guilds[0]?.channels[0];
    if (!channel) throw new Error('no channel');
    const asked = world.discord.people
      .addUsers(people)
      .flatMap((user) =>
        Array.from({ length: each }, (_, index) => ({ userId: user.id, prompt: `${user.username} ${index}` })),
      );
    // A tenth of the provider's webhooks is lost as well.
    world.replicate.faults.add({ on: 'WEBHOOK completed', do: { type: 'never' }, times: (people * each) / 10 });

    // In waves, because everything but the worker shares this process.
    for (let from = 0; from < asked.length; from += 10) {
      const wave = asked.slice(from, from + 10).map(async ({ userId, prompt }) => {
        const at = { userId, channelId: channel.id };
        const interaction = await world.discord.people.runCommand({ ...at, name: 'imagine', options: { prompt } });
        await interaction.acknowledged;
      });
      await Promise.all(wave);
    }
    for (const afterMs of inProof ? [500, 1500, 1500] : [500, 1500]) {
      await new Promise((resolve) => setTimeout(resolve, afterMs));
      await worker.kill();
      // Runs that were being sent then and never arrived are looked up for a minute before they are sent again: skip that minute.
      await world.deps.db.$executeRaw`UPDATE predictions SET posted_until = posted_until - interval '1 minute'`;
      worker = await startProcess('worker', world.env);
    }

    const posted = () => world.discord.people.messages(channel.id).map(lookAtDiscord);
    const done = await world.discord.people.until(
      () => {
        const withPicture = posted().filter(({ images }) => images.length > 0);
        return withPicture.length >= asked.length ? withPicture : undefined;
      },
      90_000,
      'all pictures',
    );
    await worker.stop();
    for (const { prompt } of asked) {
      const mine = done.filter(({ text }) => text.split('\n')[0] === prompt);
      expect({ prompt, messages: mine.length, images: mine[0]?.images.length }).toEqual({
        prompt,
        messages: 1,
        images: 1,
      });
    }
    expect(posted()).toHaveLength(asked.length);
    expect(world.replicate.paid).toBe(asked.length);
    expect(await world.deps.db.generation.count({ where: { status: 'succeeded', stored: 1 } })).toBe(asked.length);
    expect(await world.deps.db.asset.count()).toBe(asked.length);
    expect(await findFaultyWallets(world.deps)).toEqual([]);
    await world.close();
  }, 150_000);
});
