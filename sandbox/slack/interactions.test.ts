import type { BlockAction, GlobalShortcut, MessageShortcut } from '@slack/bolt';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientOf, png, startWithApp } from './testing.ts';

type World = Awaited<ReturnType<typeof startWithApp>>;

let world: World;
const clicks: BlockAction[] = [];
const shortcuts: Array<GlobalShortcut | MessageShortcut> = [];

beforeAll(async () => {
  world = await startWithApp((app) => {
    app.action(/.*/, async ({ ack, body, respond }) => {
      clicks.push(body as BlockAction);
      await ack();
      const actionId = (body as BlockAction).actions[0]?.action_id;
      if (actionId === 'replace') await respond({ replace_original: true, text: 'Replaced.' });
      if (actionId === 'dismiss') await respond({ delete_original: true });
    });
    app.shortcut(/.*/, async ({ ack, shortcut, respond }) => {
      shortcuts.push(shortcut as GlobalShortcut | MessageShortcut);
      await ack();
      if (shortcut.type === 'message_action') await respond?.('Looking at it.');
    });
    app.options('model', async ({ ack, payload }) => {
      const label = { type: 'plain_text' as const, text: payload.value === 'long' ? 'x'.repeat(76) : payload.value };
      await ack({ options: [{ text: label, value: 'm1' }] });
    });
  });
});
afterAll(() => world.close());

const client = () => clientOf(world.slack, world.guild.botToken);
const button = (action_id: string, value = '1') => ({
  type: 'button' as const,
  text: { type: 'plain_text' as const, text: action_id },
  action_id,
  value,
});

test('a press on a button and a choice in a select reach the app with message, state and response_url', async () => {
  const { art, ada } = world.guild;
  const options = ['small', 'large'].map((value) => ({ text: { type: 'plain_text' as const, text: value }, value }));
  const { ts = '' } = await client().chat.postMessage({
    channel: art,
    text: 'Choose',
    blocks: [
      {
        type: 'actions',
        block_id: 'choice',
        elements: [button('replace', 'v1:again:7'), { type: 'static_select', action_id: 'size', options }],
      },
    ],
  });
  await (await world.slack.people.click({ userId: ada, channelId: art, ts, actionId: 'size', selected: ['large'] }))
    .acknowledged;
  expect(clicks.at(-1)?.state?.values.choice?.size).toMatchObject({
    type: 'static_select',
    selected_option: { value: 'large' },
  });
  await (await world.slack.people.click({ userId: ada, channelId: art, ts, actionId: 'replace' })).acknowledged;
  await world.slack.people.until(() => world.slack.people.messages(art).at(-1)?.text === 'Replaced.');
  expect(clicks.at(-1)).toMatchObject({
    user: { id: ada, team_id: world.guild.teamId },
    container: { type: 'message', message_ts: ts, is_ephemeral: false },
    channel: { id: art },
    message: { ts, text: 'Choose' },
    actions: [{ action_id: 'replace', block_id: 'choice', value: 'v1:again:7', type: 'button' }],
  });
  expect(clicks.at(-1)?.state?.values.choice?.size?.selected_option?.value).toBe('large');
  await expect(world.slack.people.click({ userId: ada, channelId: art, ts, actionId: 'replace' })).rejects.toThrow(
    'There is nothing called "replace" in this message.',
  );
});

test('a button on a message only one person sees works for that person; the message can be taken away', async () => {
  const { art, ada, grace } = world.guild;
  const blocks = [{ type: 'actions' as const, elements: [button('dismiss')] }];
  const { message_ts: ts = '' } = await client().chat.postEphemeral({ channel: art, user: ada, text: 'psst', blocks });
  const press = (userId: string) => world.slack.people.click({ userId, channelId: art, ts, actionId: 'dismiss' });
  await expect(press(grace)).rejects.toThrow('that this person can see');
  await (await press(ada)).acknowledged;
  expect(clicks.at(-1)).toMatchObject({ container: { is_ephemeral: true, message_ts: ts } });
  expect(clicks.at(-1)).not.toHaveProperty('message');
  await world.slack.people.until(() => !world.slack.people.messages(art, ada).some((message) => message.ts === ts));
});

test('shortcuts: on a message with its files, and from anywhere', async () => {
  const { art, ada } = world.guild;
  const picture = { filename: 'a.png', contentType: 'image/png', bytes: png(9, 9) };
  const { id } = await world.slack.people.upload({ userId: ada, channelId: art, ...picture });
  const ts = world.slack.people.messages(art).at(-1)?.ts ?? '';
  await (await world.slack.people.shortcut({ userId: ada, channelId: art, ts, callbackId: 'vary' })).acknowledged;
  expect(shortcuts.at(-1)).toMatchObject({
    type: 'message_action',
    callback_id: 'vary',
    message_ts: ts,
    message: { files: [{ id }] },
    channel: { id: art },
  });
  await world.slack.people.until(() => world.slack.people.messages(art, ada).at(-1)?.text === 'Looking at it.');
  const { acknowledged, triggerId } = await world.slack.people.shortcut({
    userId: ada,
    channelId: art,
    callbackId: 'make',
  });
  await acknowledged;
  expect(shortcuts.at(-1)).toMatchObject({ type: 'shortcut', callback_id: 'make', trigger_id: triggerId });
  expect(shortcuts.at(-1)).not.toHaveProperty('response_url');
});

test('options in a message come from the app, within the limits of options', async () => {
  const { art, ada } = world.guild;
  const blocks = [{ type: 'actions' as const, elements: [{ type: 'external_select' as const, action_id: 'model' }] }];
  const { ts = '' } = await client().chat.postMessage({ channel: art, text: 'Which?', blocks });
  const ask = (value: string) =>
    world.slack.people.suggest({ userId: ada, channelId: art, ts, actionId: 'model', value });
  expect(await ask('flux')).toEqual([{ text: 'flux', value: 'm1' }]);
  await (await world.slack.people.click({ userId: ada, channelId: art, ts, actionId: 'model', selected: ['m1'] }))
    .acknowledged;
  expect(clicks.at(-1)?.actions[0]).toMatchObject({ type: 'external_select', selected_option: { value: 'm1' } });
  await expect(ask('long')).rejects.toThrow('must be less than 76 characters');
});

test('a press the app does not hear is a sentence for the person', async () => {
  const { art, ada } = world.guild;
  const blocks = [{ type: 'actions' as const, elements: [button('keep')] }];
  const { ts = '' } = await client().chat.postMessage({ channel: art, text: 'x', blocks });
  world.slack.faults.add({ on: 'EVENT block_actions', do: { type: 'never' } });
  const { acknowledged } = await world.slack.people.click({ userId: ada, channelId: art, ts, actionId: 'keep' });
  const outcome = expect(acknowledged).rejects.toThrow('The app did not respond to "keep" (operation_timeout).');
  world.slack.clock.advance(3000);
  await outcome;
});
