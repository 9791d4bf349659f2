import { afterAll, beforeAll, expect, test } from 'vitest';
import { lookAtGuilds } from '#core/chat/discord/look-at-guilds.ts';
import { endSlackInstall } from '#core/chat/slack/installs.ts';
import { lookAtInstalls } from '#core/chat/slack/look-at-installs.ts';
import { linkIn, mailTo, webPerson } from './account-person.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { fund } from './fund.ts';
import { installSlack } from './install-slack.ts';
import { linkToken } from './link-chat.ts';
import { logged } from './logged.ts';
import { slackPerson } from './slack-person.ts';
import { startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { logLevel: 'trace', replicate: { speed: 0.1 } });
});
afterAll(() => world.close());

test('nor does it tell of accounts: no address, no password, no link, no session', async ({ onTestFinished }) => {
  const printed: unknown[] = [];
  for (const way of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    const print = console[way];
    console[way] = (...words: unknown[]) => void printed.push(words);
    onTestFinished(() => {
      console[way] = print;
    });
  }
  const web = webPerson(world);
  const email = 'zanzibar@example.com';
  await web.register(email, 'quagga-anvil-orbit-sandal', 'Quagga');
  await web.signIn(email, 'quagga-wrong-orbit-sandal');
  await web.auth('request-password-reset', { email, redirectTo: '/reset-password' });
  const reset = linkIn(await mailTo(world, email, 'Choose a new password'));
  await web.get(reset);
  const chat = discordPerson(world, { user: 2 });
  const token = await linkToken(chat);
  const { browserKey } = (await web.post('/api/link/open', { token })).body;
  await web.post('/api/link/confirm', { token, browserKey });
  await chat.sees('the note', ({ text }) => text.includes('You are linked to'));
  await mailTo(world, email, 'Discord was linked to your account');
  // Failures log no more than that.
  world.mail.faults.add({ on: /^SMTP DATA/, do: { type: 'answer', status: 451 }, times: 1 });
  await web.auth('change-email', { newEmail: 'zanzibar.new@example.com', callbackURL: '/settings' });
  await mailTo(world, 'zanzibar.new@example.com', 'Confirm your new e-mail address');

  const text = await logged(world);
  expect(text).toContain('"linked"');
  // better-auth's messages go to the log, too, and nowhere else.
  expect(text).toContain('"better-auth"');
  expect(printed).toEqual([]);
  const session = web.cookies.get('upixel.session_token')?.split('.')[0] ?? '';
  const resetToken = /reset-password#(\S+)/.exec(reset)?.[1] ?? '';
  for (const secret of ['zanzibar', 'quagga', 'Quagga', token, browserKey, session, resetToken]) {
    expect(secret.length).toBeGreaterThan(5);
    expect(text.includes(secret), secret).toBe(false);
  }
});

test('the log tells what happened by ids and durations, and never a prompt, a token or an address', async () => {
  const ada = discordPerson(world);
  const grace = slackPerson(world, { user: 1 });
  await ada.imagine({ prompt: 'xyzzy marmalade' });
  await ada.sees('the picture', ({ images }) => images.length === 1);
  await grace.imagine('xyzzy marmalade --count 2');
  await grace.sees('the pictures', ({ images }) => images.length === 2);
  // Errors are where clients tend to print everything they know.
  world.discord.faults.add({ on: /^PATCH .*@original$/, do: { type: 'answer', status: 400 }, times: 4 });
  world.replicate.faults.add({ on: /^POST .*predictions$/, do: { type: 'answer', status: 422 }, times: 1 });
  await ada.imagine({ prompt: 'xyzzy marmalade failing' });
  await ada.sees('the failure', ({ text }) => text.includes('did not accept'));

  const lines = (await logged(world)).trim().split('\n');
  const events = lines.map((line) => JSON.parse(line) as { msg: string; generationId?: string });
  for (const event of ['requested', 'submitted', 'settled', 'delivered', 'left to sweep', 'provider refused our input'])
    expect(events.map(({ msg }) => msg)).toContain(event);

  const text = lines.join('\n');
  const secrets = [
    world.discord.token,
    world.replicate.token,
    world.env.ENCRYPTION_KEY ?? '',
    world.slack.signingSecret,
  ];
  const tokens = [...world.discord.calls, ...world.slack.calls].flatMap(({ path, headers }) => [
    ...(/\/(?:webhooks|interactions)\/\d+\/([^/]+)/.exec(path)?.[1] ?? '').split(' '),
    String(headers.authorization ?? '').replace(/^\w+ /, ''),
  ]);
  for (const secret of [...secrets, ...tokens, 'xyzzy', 'marmalade', 'hooks.slack', 'response_url'])
    if (secret.length > 0) expect(text.includes(secret), secret).toBe(false);
});

/** As Discord and Slack write ids of people, places, messages and files. */
const chatId = /\b\d{17,20}\b|\b\d{10}\.\d{6}\b|\b[A-Z](?=[A-Z0-9]*\d)[A-Z0-9]{8,}\b/;

test('nor does the log hold an id of a chat: ours alone, which an erasure makes lead nowhere', async () => {
  const { discord, slack, deps } = world;
  const [onDiscord, onSlack] = [discordPerson(world), slackPerson(world)];
  for (const { user, channel } of [onDiscord, onSlack])
    for (const id of [user.id, channel.id]) expect(id).toMatch(chatId);
  await fund(world, onDiscord.chatUser, 100);
  await fund(world, onSlack.chatUser, 100);
  await onDiscord.run('gift', { person: discordPerson(world, { user: 1 }).user.id, credits: 2 });
  await onDiscord.sees('the gift', ({ text }) => text.includes('gave 2 credits'));
  await onSlack.run('gift @grace 2');
  await onSlack.sees('the gift', ({ text }) => text.includes('gave 2 credits'));
  for (const person of [onDiscord, onSlack])
    for (const command of ['team', 'history', 'privacy', 'link']) {
      await person.run(command);
      await person.sees(command, () => person.messages().length > 0);
    }
  // Each chat refuses in its own words, which may repeat what it was sent.
  discord.faults.add({ on: /^PATCH .*@original$/, do: { type: 'answer', status: 500 }, times: 2 });
  slack.faults.add({ on: /chat\.update/, do: { type: 'answer', status: 500 }, times: 2 });
  await onDiscord.imagine({ prompt: 'a fox' });
  await onDiscord.sees('the picture', ({ images }) => images.length === 1);
  await onSlack.imagine('a fox');
  await onSlack.sees('the picture', ({ images }) => images.length === 1);

  // A workspace that comes, is refused, and goes, and whose people go on asking.
  const teamId = slack.people.workspaces[1]?.id ?? '';
  await installSlack(world, teamId);
  const refusal = { ok: false, error: 'invalid_auth' };
  slack.faults.add({ on: /auth\.test/, do: { type: 'answer', status: 200, body: refusal } });
  await lookAtInstalls(deps);
  slack.faults.clear();
  await endSlackInstall(deps, { teamId, until: new Date() });
  const guest = slackPerson(world, { workspace: 1 });
  await guest.run('credits');
  await guest.sees('that it is not installed', ({ text }) => text.includes('not installed'));
  const [guild] = discord.people.guilds;
  discord.people.setBotInGuild(guild?.id ?? '', false);
  await lookAtGuilds(deps);
  const removed = () => deps.db.workspace.count({ where: { uninstalledAt: { not: null } } });
  await expect.poll(removed).toBe(2);
  // What libraries say of their own accord.
  deps.log.warn({ err: new Error(`Value "${onDiscord.user.id}" is not a member of ${onSlack.channel.id}`) }, 'said');

  const lines = (await logged(world)).trim().split('\n');
  const said = lines.map((line) => (JSON.parse(line) as { msg: string }).msg);
  for (const event of ['slack installed us', 'a workspace removed us', 'delivered', 'said', 'requested'])
    expect(said).toContain(event);
  expect(said).toContain('asked from a slack workspace that has not installed us');
  expect(said).toContain('slack refuses the token of a workspace that installed us');
  expect(lines.filter((line) => chatId.test(line))).toEqual([]);
});
