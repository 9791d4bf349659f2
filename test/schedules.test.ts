import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { expect, test } from 'vitest';
import { jobs, type ScheduledName } from '#core/jobs.ts';
import { forgetJobSchedulers } from '#core/queue/forget-schedulers.ts';
import { onBothBackends } from './backends.ts';
import { discordPerson } from './discord-person.ts';
import { startProcess } from './process.ts';
import type { World } from './world.ts';

/** Empties the queue on either server, as after a failover to an empty replica. */
async function emptyQueue({ deps, env }: World): Promise<void> {
  if (env.REDIS_URL) {
    const client = new Redis(env.REDIS_URL);
    await client.flushall();
    client.disconnect();
    return;
  }
  const tables = await deps.db.$queryRaw<Array<{ name: string }>>`
    SELECT tablename AS name FROM pg_tables WHERE schemaname = 'bullmq' AND tablename NOT LIKE '%migration%'`;
  const truncate = () =>
    deps.db.$executeRawUnsafe(`TRUNCATE ${tables.map(({ name }) => `bullmq."${name}"`).join(', ')} CASCADE`);
  // It can deadlock with a job that is just being written, and lose.
  await truncate().catch(truncate);
}

const sweptAt = async ({ deps }: World) =>
  (await deps.db.schedule.findUnique({ where: { name: 'sweep' } }))?.endedAt?.getTime() ?? 0;

async function sweepsGoOn(world: World) {
  const before = await sweptAt(world);
  await expect.poll(() => sweptAt(world), { timeout: 30_000, interval: 100 }).toBeGreaterThan(before);
}

/** A process whose clock is an hour ahead of all others. */
const hourAhead = `data:text/javascript,${encodeURIComponent(
  'const T=Date;globalThis.Date=class extends T{constructor(...a){super(...(a.length?a:[T.now()+36e5]))}static now(){return T.now()+36e5}}',
)}`;

onBothBackends((world) => {
  test('a queue that lost everything loses no schedule: what it held is found again', async () => {
    const ada = discordPerson(world());
    world().replicate.faults.add({ on: 'WEBHOOK completed', do: { type: 'never' }, times: 1 });
    await emptyQueue(world());
    await ada.imagine({ prompt: 'before' });
    await emptyQueue(world());
    await sweepsGoOn(world());
    await ada.sees('the picture', ({ images }) => images.length === 1);
  });

  test('a worker whose clock was an hour ahead puts nothing off', async () => {
    const ahead = await startProcess('worker', { ...world().env, NODE_OPTIONS: `--import=${hourAhead}` });
    const told = /^upixel_clock_ahead_seconds (.+)$/m.exec(await ahead.metrics());
    expect(Number(told?.[1])).toBeCloseTo(3_600, -2);
    await sweepsGoOn(world());
    await ahead.kill();
    await sweepsGoOn(world());
    const rows = await world().deps.db.$queryRaw<Array<{ name: ScheduledName; dueInMs: number }>>`
      SELECT name, extract(epoch FROM due_at - now())::float8 * 1000 AS "dueInMs" FROM schedules`;
    // While one runs, it is due when its lease ends.
    for (const { name, dueInMs } of rows) {
      const { ms, leaseMs } = jobs[name].every;
      expect(dueInMs).toBeLessThanOrEqual(Math.max(ms, leaseMs));
    }
  });

  test('a job that a wrong clock put an hour off is run all the same', async () => {
    const queue = world().deps.queues.all.find(({ name }) => name === 'progress');
    const [near, far] = [randomUUID(), randomUUID()];
    for (const [id, delay] of [[near, 300_000] as const, [far, 3_600_000] as const])
      await queue?.add('progress', { generationId: id }, { jobId: `progress-${id}`, delay, removeOnComplete: true });
    await expect.poll(() => queue?.getJob(`progress-${far}`)).toBeUndefined();
    expect(await queue?.getJob(`progress-${near}`)).toBeDefined();
  });

  test('what an earlier version left in the queue is removed', async () => {
    const { deps } = world();
    const queue = deps.backend.queue('sweep');
    await queue.upsertJobScheduler('sweep', { every: 2_000 }, { name: 'sweep', data: {} });
    await forgetJobSchedulers(deps);
    expect(await queue.getJobSchedulers()).toEqual([]);
    expect(await queue.count()).toBe(0);
    await queue.close();
  });
});
