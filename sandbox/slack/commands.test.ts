import type { RespondFn, SlashCommand } from '@slack/bolt';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startWithApp } from './testing.ts';

type World = Awaited<ReturnType<typeof startWithApp>>;

let world: World;
let heard: Array<{ command: SlashCommand; respond: RespondFn }> = [];
let release: () => void = () => {};

beforeAll(async () => {
  world = await startWithApp((app) => {
    app.command('/imagine', async ({ command, ack, respond }) => {
      heard.push({ command, respond });
      if (command.text === 'hold') await new Promise<void>((resolve) => (release = resolve));
      if (command.text === 'crash') throw new Error('on purpose');
      if (command.text === 'aloud') return ack({ response_type: 'in_channel', text: 'Here it comes.' });
      if (command.text === 'too big')
        return ack({ blocks: [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }] });
      return command.text === 'quiet' ? ack() : ack(`You said ${command.text}`);
    });
  });
});
afterAll(() => world.close());
beforeEach(() => {
  heard = [];
  world.slack.faults.clear();
});

const imagine = (text: string, more = {}) =>
  world.slack.people.runCommand({
    userId: world.guild.ada,
    channelId: world.guild.art,
    command: '/imagine',
    text,
    ...more,
  });
const seenByAda = () => world.slack.people.messages(world.guild.art, world.guild.ada);
const lastHeard = () => {
  const last = heard.at(-1);
  if (!last) throw new Error('The app heard nothing.');
  return last;
};

test('Bolt accepts the signature, and its answer is shown to the person alone', async () => {
  const { acknowledged, sentAtMs } = await imagine('a fox knight');
  const answer = await acknowledged;
  expect(answer.status).toBe(200);
  expect(answer.atMs).toBeGreaterThanOrEqual(sentAtMs);
  expect(lastHeard().command).toMatchObject({
    team_id: world.guild.teamId,
    team_domain: 'pixel-guild',
    channel_name: 'art',
    user_name: 'ada',
    command: '/imagine',
    text: 'a fox knight',
    is_enterprise_install: 'false',
  });
  expect(seenByAda().at(-1)).toMatchObject({ text: 'You said a fox knight', ephemeralFor: world.guild.ada });
  expect(world.slack.people.messages(world.guild.art, world.guild.grace)).toEqual([]);
});

test('text arrives with &, < and > escaped, as Slack sends it', async () => {
  await (await imagine('1 < 2 & <!channel>')).acknowledged;
  expect(lastHeard().command.text).toBe('1 &lt; 2 &amp; &lt;!channel&gt;');
});

test('with should_escape people, channels and links come as what they are', async () => {
  const described = { description: 'd', usageHint: '' };
  const plain = { command: '/imagine', ...described };
  world.slack.people.setCommands([{ ...plain, shouldEscape: true }]);
  await (await imagine('@grace @nobody in #art: <@x> https://example.com/a')).acknowledged;
  world.slack.people.setCommands([plain]);
  const { grace, art } = world.guild;
  expect(lastHeard().command.text).toBe(`<@${grace}> @nobody in <#${art}|art>: &lt;@x&gt; <https://example.com/a>`);
});

test.each(['badSignature', 'oldSignature'] as const)('Bolt refuses a request with %s', async (type) => {
  world.slack.faults.add({ on: 'EVENT slash_commands /imagine', do: { type } });
  await expect((await imagine('forged')).acknowledged).rejects.toThrow('dispatch_failed');
  expect(heard).toEqual([]);
});

test('an answer after 3 s is a failure the person sees, and the late answer changes nothing', async () => {
  const { acknowledged } = await imagine('hold');
  const outcome = expect(acknowledged).rejects.toThrow(
    '/imagine failed because the app did not respond (operation_timeout).',
  );
  await world.slack.people.until(() => heard.length === 1);
  world.slack.clock.advance(3000);
  await outcome;
  expect(seenByAda().at(-1)).toMatchObject({ user: 'USLACKBOT', text: expect.stringContaining('operation_timeout') });
  release();
});

test('an app that fails is told apart from one that is slow', async () => {
  await expect((await imagine('crash')).acknowledged).rejects.toThrow(
    '/imagine failed with the error "dispatch_failed" (status 500).',
  );
});

test('an answer over a limit is shown to nobody and said aloud', async () => {
  await expect((await imagine('too big')).acknowledged).rejects.toThrow('invalid_blocks');
});

test('in_channel shows the command and the answer to everybody', async () => {
  await (await imagine('aloud')).acknowledged;
  const seen = world.slack.people.messages(world.guild.art, world.guild.grace);
  expect(seen.slice(-2).map(({ user, text }) => [user, text])).toEqual([
    [world.guild.ada, '/imagine aloud'],
    [world.guild.botUserId, 'Here it comes.'],
  ]);
});

test('Slack itself refuses unknown commands, threads, and workspaces without the app', async () => {
  await expect(imagine('x', { command: '/paint' })).rejects.toThrow('/paint is not a valid command.');
  await expect(imagine('x', { threadTs: '1.1' })).rejects.toThrow('/imagine is not supported in threads. Sorry!');
  const second = world.slack.people.workspaces[1];
  const place = { userId: second?.users[0]?.id ?? '', channelId: second?.channels[0]?.id ?? '' };
  await expect(imagine('x', place)).rejects.toThrow('not a valid command');
  expect(heard).toEqual([]);
});

test('a response_url takes five messages, replaces the first and then is used up', async () => {
  await (await imagine('quiet')).acknowledged;
  const { respond } = lastHeard();
  const before = seenByAda().length;
  await respond('In the queue: 2');
  await respond({ replace_original: true, text: 'In the queue: 1' });
  expect(
    seenByAda()
      .slice(before)
      .map(({ text }) => text),
  ).toEqual(['In the queue: 1']);
  await respond({ response_type: 'in_channel', text: 'Done.' });
  expect(world.slack.people.messages(world.guild.art).at(-1)?.text).toBe('Done.');
  await respond({ delete_original: true });
  expect(
    seenByAda()
      .slice(before)
      .map(({ text }) => text),
  ).toEqual(['Done.']);
  await respond('The fifth');
  await expect(respond('One too many')).rejects.toThrow('404');
});

test('a response_url ends after half an hour', async () => {
  const { acknowledged, responseUrl } = await imagine('quiet');
  await acknowledged;
  world.slack.clock.advance(30 * 60_000 + 1);
  const answer = await fetch(responseUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text: 'late' }),
  });
  expect([answer.status, await answer.json()]).toEqual([404, { ok: false, error: 'expired_url' }]);
});

test('a command that is lost on the way times out; one delivered twice is heard twice', async () => {
  world.slack.faults.add({ on: 'slash_commands', do: { type: 'never' } });
  const { acknowledged } = await imagine('lost');
  const outcome = expect(acknowledged).rejects.toThrow('operation_timeout');
  world.slack.clock.advance(3000);
  await outcome;
  world.slack.faults.add({ on: 'slash_commands', do: { type: 'twice' } });
  await (await imagine('quiet')).acknowledged;
  await world.slack.people.until(() => heard.length === 2);
  expect(new Set(heard.map(({ command }) => command.trigger_id)).size).toBe(1);
});
