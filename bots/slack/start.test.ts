import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { isPlace } from '#core/chat/place-hash.ts';
import { lookAtInstalls } from '#core/chat/slack/look-at-installs.ts';
import { readConfig } from '#core/config.ts';
import { createDeps } from '#core/deps.ts';
import { workspaceName } from '#core/teams/workspace-name.ts';
import { lookAtSlack } from '#sandbox/look/slack.ts';
import { createTestDatabase } from '#test/database.ts';
import { freePort } from '#test/free-port.ts';
import { installSlack } from '#test/install-slack.ts';
import { startWorld, type World } from '#test/world.ts';
import { startBots } from '../start.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { roles: ['bots', 'worker'] });
});
afterAll(() => world.close());

const people = () => world.slack.people;

/** Somebody in a workspace asks for a picture, and sees that it was understood, or another message. */
async function use(index: number, text: string, told = text) {
  const workspace = people().workspaces[index];
  const userId = workspace?.users[0]?.id ?? '';
  const channelId = workspace?.channels[0]?.id ?? '';
  await (await people().runCommand({ userId, channelId, command: '/imagine', text })).acknowledged;
  const isShown = () =>
    people()
      .messages(channelId, userId)
      .some((each) => lookAtSlack(each).text.includes(told));
  await people().until(isShown, 30_000, told);
}

test('health is on the same port', async () => {
  const statusOf = async (name: string) =>
    (await fetch(`http://127.0.0.1:${world.env.BOTS_PORT}/health/${name}`)).status;
  await expect.poll(() => Promise.all(['live', 'ready'].map(statusOf))).toEqual([200, 200]);
});

const install = (where: string) => installSlack(world, where);

const welcomes = (users: ReadonlyArray<{ id: string }>) =>
  users.flatMap(({ id }) => people().dms(id)).filter((each) => lookAtSlack(each).text.includes('Hello, I am UPixel'))
    .length;

test('a second workspace installs, uses it, removes it, and installs again', async () => {
  const second = people().workspaces[1];
  const named = { platform: 'slack', externalId: second?.id ?? '' } as const;
  const row = async () => world.deps.db.workspace.findFirst({ where: await isPlace(world.deps, named) });
  expect((await install(second?.id ?? '')).status).toBe(200);
  expect(await row()).toMatchObject({ name: '', uninstalledAt: null });
  expect(await workspaceName(world.deps, named)).toBe('Second Studio');
  // Whoever installed it is told how to begin, once.
  const hellos = () => welcomes(second?.users ?? []);
  await expect.poll(hellos).toBe(1);
  expect(Buffer.from((await row())?.botToken ?? []).toString()).not.toContain('xoxb');
  await use(1, 'a hasty fox', 'came to this workspace less than a day ago');
  await world.deps.db.workspace.updateMany({
    where: await isPlace(world.deps, named),
    data: { firstInstalledAt: new Date('2026-01-05') },
  });
  await use(1, 'a first fox');
  await people().uninstall(second?.id ?? '');
  await expect.poll(async () => (await row())?.uninstalledAt).toBeInstanceOf(Date);
  expect((await row())?.botToken).toBeNull();
  expect((await install(second?.id ?? '')).status).toBe(200);
  expect(await row()).toMatchObject({ uninstalledAt: null });
  await use(1, 'a second fox');
  expect(hellos()).toBe(1);
});

/** Nothing is on its way to a chat any more: the worker, too, hears that it was removed. */
const isQuiet = () => expect.poll(() => world.deps.db.delivery.count({ where: { status: 'pending' } })).toBe(0);

test('a removal that nobody heard of is found by what the API answers, and by the daily look', async () => {
  await isQuiet();
  const second = people().workspaces[1];
  const teamId = second?.id ?? '';
  const row = async () =>
    world.deps.db.workspace.findFirstOrThrow({
      where: await isPlace(world.deps, { platform: 'slack', externalId: teamId }),
    });
  await people().uninstall(teamId, { silently: true });
  const { db, slack } = world.deps;
  const target = {
    platform: 'slack',
    workspaceId: teamId,
    channelId: second?.channels[0]?.id ?? '',
    userId: 'U1',
    fileLimit: 1,
  } as const;
  expect(await slack.show(target, { tone: 'notice', title: 'Hello', blocks: [] })).toBeUndefined();
  await expect.poll(async () => (await row()).uninstalledAt).toBeInstanceOf(Date);
  expect(await row()).toMatchObject({ botToken: null });

  await install(teamId);
  expect(await lookAtInstalls(world.deps)).toBe(0);
  await people().uninstall(teamId, { silently: true, revoked: true });
  expect(await lookAtInstalls(world.deps)).toBe(1);
  expect(await row()).toMatchObject({ uninstalledAt: expect.any(Date), botToken: null });
  expect(await db.workspace.count({ where: { platform: 'slack', uninstalledAt: null, botToken: { not: null } } })).toBe(
    1,
  );
});

test('whoever chooses a whole organization hears that each workspace installs by itself', async () => {
  const second = people().workspaces[1];
  people().joinOrganization(second?.id ?? '', 'E01STUD10S');
  const page = await install('E01STUD10S');
  expect(page.status).toBe(409);
  expect(await page.text()).toMatch(/a whole organization.*href="\/slack\/install"/s);
});

test('where Slack does not answer an install, a page says so', async () => {
  world.slack.faults.add({ on: /oauth\.v2\.access/, do: { type: 'answer', status: 503 } });
  const page = await install(people().workspaces[1]?.id ?? '');
  expect(page.status).toBe(503);
  expect(await page.text()).toMatch(/Slack did not answer us.*href="\/slack\/install"/s);
});

test('Socket Mode hears the same without an address of its own', async () => {
  const config = readConfig({
    ...world.env,
    SLACK_APP_TOKEN: world.slack.appToken,
    BOTS_PORT: String(await freePort()),
  });
  const deps = createDeps(config);
  const slack = await startBots(deps);
  try {
    await expect.poll(() => world.slack.sockets.connected()).toBe(1);
    await use(0, 'an owl by socket');
    expect((await fetch(`http://127.0.0.1:${config.botsPort}/health/live`)).status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${config.botsPort}/slack/events`, { method: 'POST' })).status).toBe(404);
    expect((await fetch(`http://127.0.0.1:${config.botsPort}/slack/install`, { redirect: 'manual' })).status).toBe(302);
    const ready = async () => {
      const answer = await fetch(`http://127.0.0.1:${config.botsPort}/health/ready`);
      return { ...z.record(z.string(), z.unknown()).parse(await answer.json()), status: answer.status };
    };
    world.slack.sockets.setEnabled(false);
    await expect.poll(ready).toMatchObject({ status: 503, slack: 'Socket Mode is switched off' });
    world.slack.sockets.setEnabled(true);
    await expect.poll(ready).toMatchObject({ status: 200, slack: 'ok' });
    await use(0, 'an owl by socket again');
    world.slack.sockets.refresh();
    await expect.poll(() => world.slack.sockets.connected()).toBe(1);
  } finally {
    await slack.stop();
    await deps.close();
  }
});

test('a busy port is named with the variable that chooses another', async () => {
  await expect(startBots(world.deps)).rejects.toThrow(/Port \d+ is in use.*BOTS_PORT/);
});

test('with a token for one workspace there is nothing to install, and its people have their trial', async () => {
  await isQuiet();
  const [own] = world.slack.workspaces;
  const theirs = await isPlace(world.deps, { platform: 'slack', externalId: own?.teamId ?? '' });
  await world.deps.db.dataKey.deleteMany({ where: { workspace: theirs } });
  await world.deps.db.workspace.deleteMany({ where: theirs });
  const env = { SLACK_BOT_TOKEN: own?.botToken ?? '', BOTS_PORT: String(await freePort()) };
  const deps = createDeps(readConfig({ ...world.env, ...env }));
  const bots = await startBots(deps);
  try {
    world.slack.setEventsUrl(`http://127.0.0.1:${env.BOTS_PORT}/slack/events`);
    await use(0, 'a fox of one’s own');
  } finally {
    world.slack.setEventsUrl(`http://127.0.0.1:${world.env.BOTS_PORT}/slack/events`);
    await bots.stop();
    await deps.close();
  }
});
