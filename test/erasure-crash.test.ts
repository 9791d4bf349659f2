import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { mailTo, type WebPerson, webPerson } from './account-person.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { linkChat } from './link-chat.ts';
import { type RoleProcess, startProcess } from './process.ts';
import { inProof } from './proof.ts';
import { findTraces } from './traces.ts';
import { startWorld, type World } from './world.ts';

let world: World;
let worker: RoleProcess;
let url: string;
beforeAll(async () => {
  const database = await createTestDatabase();
  url = database.url;
  world = await startWorld(database, { roles: ['api', 'bots'] });
  worker = await startProcess('worker', world.env);
});
afterEach(() => {
  world.stripe.faults.clear();
  world.discord.faults.clear();
});
afterAll(async () => {
  expect(await findFaultyWallets(world.deps)).toEqual([]);
  await worker?.stop();
  await world?.close();
});

/** Where the worker is killed: what is slow there, so that it is in the middle of it, and how one sees that it is. */
interface Point {
  at: string;
  slow(): void;
  isThere(erasureId: string): boolean | Promise<boolean>;
}
const slowly = { type: 'slow', ms: 1_500 } as const;
const sentSince = () => {
  const before = { stripe: world.stripe.calls.length, discord: world.discord.calls.length };
  return (vendor: 'stripe' | 'discord', method: string, part: string) =>
    world[vendor].calls.slice(before[vendor]).some((call) => call.method === method && call.path.includes(part));
};
let sent: ReturnType<typeof sentSince>;

const points: Point[] = [
  {
    at: 'while Stripe deletes the customer',
    slow: () => void world.stripe.faults.add({ on: /^DELETE .*customers/, do: slowly, times: 1 }),
    isThere: () => sent('stripe', 'DELETE', '/customers/'),
  },
  {
    at: 'while a chat removes a message',
    slow: () => void world.discord.faults.add({ on: /^DELETE .*messages/, do: slowly, times: 1 }),
    isThere: () => sent('discord', 'DELETE', '/messages/'),
  },
  {
    at: 'once their rows are gone, before anybody else is told',
    slow: () => void world.stripe.faults.add({ on: /subscriptions/, do: slowly, times: 1 }),
    isThere: async (id) => (await world.deps.db.erasure.findUniqueOrThrow({ where: { id } })).state === 'erased',
  },
];

/** Somebody with a plan, a picture in chat and a deletion that was asked for. */
async function leaver(
  email: string,
): Promise<{ web: WebPerson; erasureId: string; words: string[]; customerId: string }> {
  const { deps, stripe } = world;
  const web = webPerson(world);
  await web.register(email);
  const chat = discordPerson(world);
  await linkChat(web, chat);
  const { id: userId } = await deps.db.user.findUniqueOrThrow({ where: { email } });
  expect((await web.post('/api/billing/checkout', { item: 'plan-pro' })).status).toBe(200);
  const { sessionId } = await deps.db.checkout.findFirstOrThrow({ where: { userId } });
  stripe.people.pay(sessionId ?? '', undefined, email);
  // All of it: what we learn of after a deletion began goes back.
  await stripe.delivered();
  await expect.poll(() => deps.db.stripeEvent.count({ where: { handledAt: null } })).toBe(0);
  expect(await deps.db.subscription.count({ where: { userId } })).toBe(1);
  await chat.imagine({ prompt: 'a moribund newt' });
  await chat.sees('the picture', ({ images }) => images.length === 1);
  await expect.poll(() => deps.db.delivery.count({ where: { status: 'pending' } })).toBe(0);
  const { id: customerId } = await deps.db.customer.findFirstOrThrow({ where: { userId } });
  expect((await web.post('/api/deletion')).status).toBe(200);
  await mailTo(world, email, 'Your account will be deleted');
  const { id: erasureId } = await deps.db.erasure.findFirstOrThrow({ where: { userId } });
  return { web, erasureId, customerId, words: ['moribund', email, chat.user.id] };
}

test.each(inProof ? points : points.slice(0, 1))(
  'killed $at: the next one finishes, and nothing that counts is done twice',
  async ({ slow, isThere }) => {
    const { db } = world.deps;
    const email = `ada+${world.mail.messages.length}@example.com`;
    const { erasureId, words, customerId } = await leaver(email);
    const events = world.stripe.objects.events.size;
    slow();
    sent = sentSince();
    await db.erasure.update({ where: { id: erasureId }, data: { dueAt: new Date(Date.now() - 1_000) } });
    await vi.waitFor(async () => expect(await isThere(erasureId)).toBe(true), { timeout: 20_000, interval: 2 });
    await worker.kill();
    expect(await db.erasure.findUniqueOrThrow({ where: { id: erasureId } })).toMatchObject({ state: 'erased' });
    expect(await db.user.count({ where: { email } })).toBe(0);
    // Its minute passes.
    await db.erasure.update({ where: { id: erasureId }, data: { leaseUntil: new Date(Date.now() - 1_000) } });
    worker = await startProcess('worker', world.env);
    await vi.waitFor(
      async () => expect((await db.erasure.findUniqueOrThrow({ where: { id: erasureId } })).state).toBe('done'),
      { timeout: 30_000, interval: 50 },
    );
    await mailTo(world, email, 'Your data was deleted');
    await expect.poll(() => db.mail.count()).toBe(0);
    const about = world.mail.messages.filter((mail) => mail.to.includes(email)).map(({ subject }) => subject);
    expect(about.filter((subject) => subject === 'Your data was deleted')).toHaveLength(1);
    const told = [...world.stripe.objects.events.values()].slice(events).map(({ type }) => type);
    for (const type of ['customer.deleted', 'customer.subscription.deleted'])
      expect(
        told.filter((each) => each === type),
        type,
      ).toHaveLength(1);
    expect(world.stripe.objects.deletedCustomers.has(customerId)).toBe(true);
    const { counts } = await db.erasure.findUniqueOrThrow({ where: { id: erasureId } });
    expect(counts).toMatchObject({ images: 1, plan_done: 1, customer_done: 1, messages_discord_done: 1 });
    expect(await db.erasureStep.count({ where: { erasureId } })).toBe(0);
    expect(await findTraces(url, world.deps.config.dataDir, words)).toEqual([]);
  },
);
