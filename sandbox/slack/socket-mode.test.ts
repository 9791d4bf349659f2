import { SocketModeReceiver } from '@slack/bolt';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientOf, refusal, silent, startWithApp } from './testing.ts';

type World = Awaited<ReturnType<typeof startWithApp>>;

let world: World;
const heard: string[] = [];
const text = (words: string) => ({ type: 'plain_text' as const, text: words });

beforeAll(async () => {
  world = await startWithApp(
    (app) => {
      app.command('/imagine', async ({ command, ack, client }) => {
        heard.push(command.text);
        if (command.text === 'silence') return;
        await ack(`You said ${command.text}`);
        if (command.text !== 'modal') return;
        const element = { type: 'plain_text_input' as const, action_id: 'p' };
        await client.views.open({
          trigger_id: command.trigger_id,
          view: {
            type: 'modal',
            callback_id: 'm',
            title: text('M'),
            submit: text('OK'),
            blocks: [{ type: 'input', block_id: 'p', label: text('P'), element }],
          },
        });
      });
      app.event('app_mention', async ({ event }) => void heard.push(event.text));
      app.view('m', async ({ ack }) => ack({ response_action: 'errors', errors: { p: 'Not this one.' } }));
    },
    { app: ({ appToken, apiUrl }) => ({ receiver: socketReceiver(appToken, apiUrl) }) },
  );
  await world.slack.people.until(() => world.slack.sockets.connected() === 1, 30_000);
});
afterAll(() => world.close());

/** The stock client waits this long before it connects again, and for a pong, which a busy machine sends late. */
const RECONNECT_AFTER_MS = 1_000;

const socketReceiver = (appToken: string, slackApiUrl: string) =>
  new SocketModeReceiver({
    appToken,
    clientPingTimeout: RECONNECT_AFTER_MS,
    installerOptions: { clientOptions: { slackApiUrl } },
    logger: silent,
  });

const imagine = (words: string) =>
  world.slack.people.runCommand({
    userId: world.guild.ada,
    channelId: world.guild.art,
    command: '/imagine',
    text: words,
  });

test('commands, submissions and events go over the socket, and acks carry their payload back', async () => {
  await (await imagine('a fox')).acknowledged;
  expect(world.slack.people.messages(world.guild.art, world.guild.ada).at(-1)?.text).toBe('You said a fox');
  await (await imagine('modal')).acknowledged;
  const view = await world.slack.people.until(() => world.slack.people.view(world.guild.ada));
  const answer = await world.slack.people.submitView({ userId: world.guild.ada, viewId: view.id, values: { p: 'x' } });
  expect(answer).toMatchObject({ closed: false, errors: { p: 'Not this one.' } });
  await world.slack.people.mention({ userId: world.guild.ada, channelId: world.guild.art, text: 'hello' });
  await world.slack.people.until(() => heard.includes(`<@${world.guild.botUserId}> hello`));
});

test('an envelope without an ack is a timeout', async () => {
  const { acknowledged } = await imagine('silence');
  const outcome = expect(acknowledged).rejects.toThrow('operation_timeout');
  await world.slack.people.until(() => heard.includes('silence'));
  world.slack.clock.advance(3000);
  await outcome;
});

test.each(['refresh', 'drop'] as const)('the client comes back after %s', async (how) => {
  const opened = () => world.slack.calls.filter(({ path }) => path === '/api/apps.connections.open').length;
  const before = opened();
  world.slack.sockets[how]();
  await world.slack.people.until(
    () => opened() > before && world.slack.sockets.connected() === 1,
    30_000,
    'a new connection',
  );
  await (await imagine(`after ${how}`)).acknowledged;
  expect(heard).toContain(`after ${how}`);
});

test('only the app token opens connections, and a ticket is good for one', async () => {
  expect(await refusal(clientOf(world.slack, world.guild.botToken).apps.connections.open())).toBe(
    'not_allowed_token_type',
  );
  const { url = '' } = await clientOf(world.slack, world.slack.appToken).apps.connections.open();
  expect(url).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/link\/\?ticket=/);
});

test('Socket Mode that is switched off ends every connection, takes none, and comes back with the switch', async () => {
  const { sockets } = world.slack;
  await world.slack.people.until(() => sockets.connected() === 1, 30_000);
  sockets.setEnabled(false);
  await world.slack.people.until(() => sockets.connected() === 0);
  const asked = () => world.slack.calls.filter(({ path }) => path.endsWith('apps.connections.open')).length;
  const before = asked();
  await world.slack.people.until(() => asked() > before, 30_000);
  expect(sockets.connected()).toBe(0);
  sockets.setEnabled(true);
  await world.slack.people.until(() => sockets.connected() === 1, 30_000);
  // Only an answer shows that the client has also read its hello. If it is stopped between the two, its start rejects with nothing,
  // and nobody can catch that (delayReconnectAttempt of @slack/socket-mode).
  await (await imagine('after the switch')).acknowledged;
});
