import type { AddressInfo } from 'node:net';
import { App } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { SlackStandIn } from '#sandbox/slack/start.ts';
import { silent } from '#sandbox/slack/testing.ts';
import { drawn } from './testing-picture.ts';

const models = ['flux-schnell', 'flux-2-pro', 'nano-banana'];
const option = (value: string) => ({ text: { type: 'plain_text' as const, text: value }, value });
const plain = (text: string) => ({ type: 'plain_text' as const, text });

/** Bolt as an app uses it: a command with a form, a file in the channel, buttons, a Home tab. */
export async function startSlackDemo(slack: SlackStandIn) {
  slack.people.setManifest({
    features: {
      app_home: { messages_tab_enabled: true },
      slash_commands: [
        { command: '/paint', description: 'Paint a picture from words', usage_hint: 'a fox knight' },
        { command: '/silence', description: 'Is never answered' },
      ],
      shortcuts: [{ name: 'Frame it', type: 'message', callback_id: 'frame', description: 'Puts a frame around it' }],
    },
  });
  const app = new App({
    token: slack.workspaces[0]?.botToken ?? '',
    signingSecret: slack.signingSecret,
    clientOptions: { slackApiUrl: slack.apiUrl },
    logger: silent,
  });

  app.command('/paint', async ({ ack, command, client }) => {
    await ack();
    if (command.text) await paint(client, command.channel_id, command.user_id, command.text);
    else await client.views.open({ trigger_id: command.trigger_id, view: form(command.channel_id) });
  });
  app.command('/silence', () => new Promise(() => {}));
  app.options('model', ({ ack, options: { value } }) =>
    ack({ options: models.filter((name) => name.includes(value)).map(option) }),
  );
  app.view('paint', async ({ ack, view, client, body }) => {
    const { values } = view.state;
    const prompt = values.prompt?.prompt?.value ?? '';
    if (prompt.length < 3) return ack({ response_action: 'errors', errors: { prompt: 'Say a little more.' } });
    await ack();
    await paint(client, view.private_metadata, body.user.id, prompt, values.model?.model?.selected_option?.value);
  });
  app.action('why', async ({ ack, respond }) => {
    await ack();
    await respond({ text: 'Because you asked.', response_type: 'ephemeral', replace_original: false });
  });
  app.shortcut({ type: 'message_action', callback_id: 'frame' }, async ({ ack, respond, shortcut }) => {
    await ack();
    await respond({ text: `Framed: ${shortcut.message.text}`, response_type: 'ephemeral' });
  });
  app.event('app_mention', async ({ event, client }) => {
    await client.chat.postMessage({ channel: event.channel, thread_ts: event.ts, text: 'At your service.' });
  });
  app.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: home } });
  });

  const server = await app.start(0);
  if (!('address' in server)) throw new Error('Bolt has no HTTP server.');
  slack.setEventsUrl(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`);
  return { close: () => app.stop() };
}

const home: KnownBlock[] = [
  { type: 'header', text: plain('Your pictures') },
  { type: 'section', text: { type: 'mrkdwn', text: 'You have *20 credits* & no pictures yet.'.replace('&', '&amp;') } },
];

async function paint(client: WebClient, channel: string, user: string, prompt: string, model = models[0]) {
  const posted = await client.files.uploadV2({
    channel_id: channel,
    file: await drawn(prompt, 1),
    filename: 'paint.png',
    title: prompt,
    alt_text: prompt,
  });
  if (!posted.ok) throw new Error('The picture was not taken.');
  await client.chat.postMessage({
    channel,
    text: prompt,
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text: `*${prompt}* for <@${user}>` } },
      { type: 'context', elements: [{ type: 'mrkdwn', text: `${model} · 1 credit` }] },
      { type: 'actions', elements: [{ type: 'button', action_id: 'why', text: plain('Why?') }] },
    ],
  });
}

function form(channelId: string): ModalView {
  return {
    type: 'modal',
    callback_id: 'paint',
    private_metadata: channelId,
    title: plain('Paint'),
    submit: plain('Paint it'),
    close: plain('Not now'),
    blocks: [
      {
        type: 'input',
        block_id: 'prompt',
        label: plain('Prompt'),
        element: { type: 'plain_text_input', action_id: 'prompt', multiline: true, placeholder: plain('a fox knight') },
      },
      {
        type: 'input',
        block_id: 'model',
        label: plain('Model'),
        optional: true,
        element: { type: 'external_select', action_id: 'model', min_query_length: 0 },
      },
      {
        type: 'input',
        block_id: 'count',
        label: plain('How many'),
        optional: true,
        element: { type: 'number_input', action_id: 'count', is_decimal_allowed: false, initial_value: '1' },
      },
      {
        type: 'input',
        block_id: 'size',
        label: plain('Size'),
        optional: true,
        element: { type: 'static_select', action_id: 'size', options: ['64', '128'].map(option) },
      },
      {
        type: 'input',
        block_id: 'image',
        label: plain('Picture to begin with'),
        hint: plain('A PNG or a JPEG.'),
        optional: true,
        element: { type: 'file_input', action_id: 'image', filetypes: ['png', 'jpg'], max_files: 1 },
      },
    ],
  };
}
