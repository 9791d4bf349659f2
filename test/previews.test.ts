import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { discordRefusals } from '#sandbox/discord/refusals.ts';
import { askedFor } from './asked-for.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { fund } from './fund.ts';
import { type RoleProcess, startProcess } from './process.ts';
import { slackPerson } from './slack-person.ts';
import { startWorld, type World } from './world.ts';

/** A model that makes one picture a run: of several pictures the first is finished before the others. */
const model = 'flux-2-pro';
const each = 6;
/** Longer than a test waits for what is shown meanwhile; the provider's clock is moved when the others may go on. */
const othersMs = 40_000;
const waitMs = 30_000;

let world: World;
let worker: RoleProcess;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), {
    roles: ['api', 'bots'],
    logLevel: 'fatal',
    env: { NSFW_CHECK: 'on' },
  });
  worker = await startProcess('worker', world.env);
});
afterEach(() => {
  for (const { faults } of [world.discord, world.slack, world.replicate]) faults.clear();
});
afterAll(async () => {
  expect(await findFaultyWallets(world.deps)).toEqual([]);
  await worker.stop();
  await world.close();
});

/** All runs but the first take their time. */
const slowly = (others: number, ms = othersMs) =>
  world.replicate.faults.add({ on: /^RUN black-forest-labs\/flux-2-pro/, do: { type: 'slow', ms }, times: others });
const othersGoOn = () => world.replicate.clock.advance(othersMs);
const balanceOf = async ({ chatUser }: Pick<ReturnType<typeof discordPerson>, 'chatUser'>) =>
  (await identify(world.deps, chatUser)).balance;
const uploads = (calls: World['discord']['calls']) =>
  calls.filter(({ method, headers }) => method === 'PATCH' && /multipart/.test(String(headers['content-type'])));
const openStatus = ({ text }: { text: string }, prompt: string) => text.includes(prompt) && text.includes('🎨');
const generationOf = async (prompt: string) => (await askedFor(world.deps, prompt))[0] ?? '';

test('Discord: the first finished picture stands in the status, uploaded once, and the result replaces it', async () => {
  const ada = discordPerson(world);
  const before = await fund(world, ada.chatUser, 40);
  const [prompt, calls] = ['three foxes one by one', world.discord.calls.length];
  slowly(2);
  await ada.imagine({ prompt, model, count: 3 });
  const preview = await ada.sees('the preview', (look) => openStatus(look, prompt) && look.images.length === 1, waitMs);
  expect(preview.text).toContain('1 of 3 is done');
  expect(preview.message.attachments).toMatchObject([{ filename: expect.stringMatching(/-preview\.webp$/) }]);
  expect(preview.message.attachments[0]?.size).toBeLessThan(200_000);
  const generationId = await generationOf(prompt);
  // It is on record, so that it goes with the pictures.
  const shownAs = { messageId: preview.message.id, uploads: [preview.message.attachments[0]?.id] };
  await expect
    .poll(() => world.deps.db.chatMessage.findMany({ where: { generationId } }), { timeout: waitMs })
    .toMatchObject([{ ...shownAs, assetIds: [expect.any(String)] }]);
  othersGoOn();
  const result = await ada.sees(
    'the result',
    ({ images, text }) => images.length === 3 && text.includes(prompt),
    waitMs,
  );
  expect(result.message.id).toBe(preview.message.id);
  expect(result.message.attachments.map(({ filename }) => filename)).not.toContainEqual(
    expect.stringContaining('preview'),
  );
  expect(uploads(world.discord.calls.slice(calls))).toHaveLength(2);
  expect(ada.messages().filter((message) => ada.look(message).text.includes(prompt))).toHaveLength(1);
  expect(await balanceOf(ada)).toBe(before - 3 * each);

  await ada.press(result.message, 'Delete');
  const sure = await ada.sees('the question', ({ text }) => text.includes('Delete this for good?'));
  await ada.press(sure.message, 'Delete for good');
  const isGone = () => ada.messages().every((message) => ada.look(message).images.length === 0);
  await vi.waitUntil(isGone, { timeout: waitMs });
});

test('Slack: the status counts what is done, and nothing is uploaded before the result', async () => {
  const ada = slackPerson(world);
  const before = await fund(world, ada.chatUser, 40);
  const [prompt, calls] = ['two foxes one by one', world.slack.calls.length];
  const uploaded = () => world.slack.calls.slice(calls).filter(({ path }) => path.includes('files.'));
  slowly(1);
  await ada.imagine(`${prompt} --model ${model} --count 2`);
  const status = await ada.sees(
    'the status',
    (look) => openStatus(look, prompt) && /1 of 2 is done/.test(look.text),
    waitMs,
  );
  expect(status.images).toEqual([]);
  expect(uploaded()).toEqual([]);
  othersGoOn();
  await ada.sees('the result', ({ images, text }) => images.length === 2 && text.includes(prompt), waitMs);
  const shown = () => ada.messages().filter((message) => ada.look(message).text.includes(prompt));
  // The status goes right after the result has come.
  await vi.waitFor(() => expect(shown()).toHaveLength(1), { timeout: waitMs });
  expect(await balanceOf(ada as never)).toBe(before - 2 * each);
});

test('what the check withholds is in no preview', async () => {
  const ada = discordPerson(world);
  await fund(world, ada.chatUser, 40);
  const prompt = 'two risky foxes one by one';
  const seen: string[] = [];
  const unsubscribe = ada.people.subscribe(() => {
    for (const message of ada.messages()) seen.push(...message.attachments.map(({ filename }) => filename));
  });
  slowly(1, 6_000);
  await ada.imagine({ prompt, model, count: 2 });
  await ada.sees('why', ({ text }) => text.includes(prompt) && text.includes('flagged 2'), waitMs);
  unsubscribe();
  expect(seen).toEqual([]);
});

test('a picture that is deleted while others are made leaves the status, and stays out of the result', async () => {
  const ada = discordPerson(world);
  await fund(world, ada.chatUser, 40);
  const prompt = 'two foxes, one regretted';
  slowly(1);
  await ada.imagine({ prompt, model, count: 2 });
  const preview = await ada.sees('the preview', (look) => openStatus(look, prompt) && look.images.length === 1, waitMs);
  const generationId = await generationOf(prompt);
  const { deps } = world;
  await deps.db.asset.updateMany({ where: { generationId }, data: { deletedAt: new Date() } });
  await deps.queues.enqueue('erase', { generationId });
  const without = await ada.sees('it no more', (look) => openStatus(look, prompt) && look.images.length === 0, waitMs);
  expect(without.message).toMatchObject({ id: preview.message.id, attachments: [] });
  othersGoOn();
  await ada.sees(
    'the other one',
    ({ images, text }) => images.length === 1 && /seed/.test(text) && text.includes(prompt),
    waitMs,
  );
  const file = await deps.db.asset.findFirstOrThrow({ where: { generationId, deletedAt: { not: null } } });
  await vi.waitUntil(async () => !(await deps.storage.exists(file.storageKey)), { timeout: waitMs });
});

test('a result that gets a message of its own leaves no status with a preview beside it', async () => {
  const ada = discordPerson(world);
  await fund(world, ada.chatUser, 40);
  const prompt = 'two foxes elsewhere';
  slowly(1);
  await ada.imagine({ prompt, model, count: 2 });
  const preview = await ada.sees('the preview', (look) => openStatus(look, prompt) && look.images.length === 1, waitMs);
  world.discord.faults.add({ on: /^PATCH .*messages/, do: discordRefusals.closedThread, times: 100 });
  othersGoOn();
  const result = await ada.sees(
    'the result',
    ({ images, text }) => images.length === 2 && text.includes(prompt),
    waitMs,
  );
  expect(result.message.id).not.toBe(preview.message.id);
  await vi.waitUntil(() => !ada.messages().some(({ id }) => id === preview.message.id), { timeout: waitMs });
});

test('a worker that is killed between preview and result: one message, paid once, charged once', async () => {
  const ada = discordPerson(world);
  const before = await fund(world, ada.chatUser, 40);
  const [prompt, paid] = ['two foxes and a dead worker', world.replicate.paid];
  slowly(1, 14_000);
  await ada.imagine({ prompt, model, count: 2 });
  // At the very moment when it appears: nothing of it is on record yet.
  await new Promise<void>((resolve) => {
    const unsubscribe = ada.people.subscribe(() => {
      if (!ada.messages().some((message) => message.attachments.length > 0)) return;
      unsubscribe();
      process.kill(worker.pid, 'SIGKILL');
      resolve();
    });
  });
  await worker.kill();
  worker = await startProcess('worker', world.env);
  await ada.sees('the result', ({ images, text }) => images.length === 2 && text.includes(prompt), 60_000);
  const shown = ada.messages().filter((message) => ada.look(message).text.includes(prompt));
  expect(shown).toHaveLength(1);
  expect(shown[0]?.attachments).toHaveLength(2);
  expect(await balanceOf(ada)).toBe(before - 2 * each);
  // Two pictures, and the detector's look at each.
  expect(world.replicate.paid - paid).toBe(4);
}, 120_000);
