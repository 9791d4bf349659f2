import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { linkIn, mailTo, webPerson } from './account-person.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { linkToken } from './link-chat.ts';
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

  world.deps.log.flush();
  const text = await readFile(`${world.env.UPIXEL_DATA_DIR}/upixel.log`, 'utf8');
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
  await ada.sees('the failure', ({ text }) => text.includes('did not accept'), 15_000);

  const file = `${world.env.UPIXEL_DATA_DIR}/upixel.log`;
  world.deps.log.flush();
  const lines = (await readFile(file, 'utf8')).trim().split('\n');
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
