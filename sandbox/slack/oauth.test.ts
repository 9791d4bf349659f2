import type { AddressInfo } from 'node:net';
import type { Installation, InstallationStore } from '@slack/bolt';
import { App } from '@slack/bolt';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SlackStandIn, start } from './start.ts';
import { clientOf, guildOf, refusal, silent } from './testing.ts';

let slack: SlackStandIn;
let app: App;
let appUrl = '';
const installs = new Map<string, Installation>();
const heard: string[] = [];

const store: InstallationStore = {
  async storeInstallation(installation) {
    installs.set(installation.team?.id ?? '', installation as Installation);
  },
  async fetchInstallation({ teamId = '' }) {
    const installation = installs.get(teamId);
    if (!installation) throw new Error(`not installed in ${teamId}`);
    return installation as Installation<'v1' | 'v2', false>;
  },
};

const SCOPES = ['commands', 'chat:write', 'channels:join'];

beforeAll(async () => {
  slack = await start();
  slack.people.setCommands([{ command: '/imagine', description: 'Make an image', usageHint: '' }]);
  app = new App({
    signingSecret: slack.signingSecret,
    clientId: slack.clientId,
    clientSecret: slack.clientSecret,
    stateSecret: 'a secret for tests',
    scopes: SCOPES,
    installationStore: store,
    clientOptions: { slackApiUrl: slack.apiUrl },
    installerOptions: { authorizationUrl: slack.authorizeUrl, directInstall: true },
    logger: silent,
  });
  app.command('/imagine', async ({ ack, client, command }) => {
    await ack();
    await client.conversations.join({ channel: command.channel_id });
    await client.chat.postMessage({ channel: command.channel_id, text: `Making ${command.text}` });
    heard.push(command.team_id);
  });
  const server = await app.start(0);
  if (!('address' in server)) throw new Error('The app does not listen.');
  appUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  slack.setEventsUrl(`${appUrl}/slack/events`);
});
afterAll(async () => {
  await app.stop();
  await slack.close();
});

/** Acts as a browser: follows the app to the consent page, chooses there, and returns with the cookie. */
async function consent(choice: 'allow' | 'cancel', teamId: string): Promise<Response> {
  const toSlack = await fetch(`${appUrl}/slack/install`, { redirect: 'manual' });
  const cookie = (toSlack.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const authorize = new URL(toSlack.headers.get('location') ?? '');
  authorize.searchParams.set('redirect_uri', `${appUrl}/slack/oauth_redirect`);
  const page = await (await fetch(authorize)).text();
  for (const words of ['Second Studio', 'Allow', 'Cancel', 'chat:write']) expect(page).toContain(words);
  const fields = new URLSearchParams(
    [...page.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map(
      ([, name = '', value = '']): [string, string] => [
        name,
        value.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code))),
      ],
    ),
  );
  fields.set('team', teamId);
  fields.set('choice', choice);
  const back = await fetch(slack.authorizeUrl, { method: 'POST', body: fields, redirect: 'manual' });
  return fetch(back.headers.get('location') ?? '', { headers: { cookie }, redirect: 'manual' });
}

test('the second workspace is installed through the consent page and then used', async () => {
  const second = guildOf(slack, 1);
  expect(slack.workspaces[1]).toMatchObject({ installed: false, botToken: '' });
  const canceled = await consent('cancel', second.teamId);
  expect([canceled.status, installs.size]).toEqual([500, 0]);
  expect((await consent('allow', second.teamId)).status).toBe(200);
  expect(installs.get(second.teamId)).toMatchObject({
    team: { name: 'Second Studio' },
    bot: { scopes: SCOPES, token: slack.workspaces[1]?.botToken },
  });
  const { acknowledged } = await slack.people.runCommand({
    userId: second.ada,
    channelId: second.art,
    command: '/imagine',
    text: 'a fox',
  });
  await acknowledged;
  await slack.people.until(() => heard.includes(second.teamId));
  expect(slack.people.messages(second.art).at(-1)?.text).toBe('Making a fox');
});

test('a token can do what its scopes say, and in its own workspace', async () => {
  const client = clientOf(slack, slack.workspaces[1]?.botToken ?? '');
  const refused = await client.files.info({ file: 'F0X' }).catch((cause: { data: unknown }) => cause.data);
  expect(refused).toMatchObject({ error: 'missing_scope', needed: 'files:read', provided: SCOPES.join(',') });
  expect(await refusal(client.chat.postMessage({ channel: guildOf(slack).art, text: 'x' }))).toBe('channel_not_found');
});

test('codes and credentials are checked', async () => {
  const client = clientOf(slack, '');
  const access = (more: object) =>
    client.oauth.v2.access({ client_id: slack.clientId, client_secret: slack.clientSecret, code: 'x', ...more });
  expect(await refusal(access({}))).toBe('invalid_code');
  expect(await refusal(access({ client_id: 'x' }))).toBe('invalid_client_id');
  expect(await refusal(access({ client_secret: 'x' }))).toBe('bad_client_secret');
  const page = await fetch(`${slack.authorizeUrl}?client_id=nobody&scope=commands&redirect_uri=${appUrl}`);
  expect([page.status, await page.text()]).toEqual([400, expect.stringContaining('Invalid client_id parameter.')]);
});

test('auth.revoke ends the token; installing again gives a new one', async () => {
  const second = guildOf(slack, 1);
  const client = clientOf(slack, second.botToken);
  expect(await client.auth.revoke()).toMatchObject({ revoked: true });
  expect(await refusal(client.auth.test())).toBe('token_revoked');
  expect(slack.workspaces[1]?.installed).toBe(false);
  await expect(
    slack.people.runCommand({ userId: second.ada, channelId: second.art, command: '/imagine', text: '' }),
  ).rejects.toThrow('not a valid command');
  await consent('allow', second.teamId);
  expect(slack.workspaces[1]?.botToken).not.toBe(second.botToken);
  expect((await clientOf(slack, slack.workspaces[1]?.botToken ?? '').auth.test()).ok).toBe(true);
});

test('the manifest brings the slash commands', async () => {
  const client = clientOf(slack, slack.configToken);
  const manifest = {
    display_information: { name: 'UPixel' },
    features: { slash_commands: [{ command: '/upixel', description: 'Everything else', usage_hint: 'help' }] },
  };
  await client.apiCall('apps.manifest.update', { app_id: 'A0PXLAPP42K', manifest });
  expect(slack.people.commands(slack.workspaces[0]?.teamId ?? '')).toEqual([
    { command: '/upixel', description: 'Everything else', usageHint: 'help', shouldEscape: false },
  ]);
  expect(
    await refusal(
      client.apiCall('apps.manifest.validate', { manifest: { features: { slash_commands: [{ command: 'upixel' }] } } }),
    ),
  ).toBe('invalid_arguments');
  const shortcut = (name: string) => ({ name, type: 'message', callback_id: name, description: 'Make it larger' });
  const validate = (shortcuts: object[]) =>
    client.apiCall('apps.manifest.validate', { manifest: { features: { shortcuts } } });
  const ten = Array.from({ length: 10 }, (_, at) => shortcut(`Upscale ${at}`));
  expect(await validate(ten)).toMatchObject({ ok: true });
  for (const wrong of [[...ten, shortcut('Eleventh')], [shortcut('x'.repeat(25))], [shortcut('A'), shortcut('A')]])
    expect(await refusal(validate(wrong))).toBe('invalid_arguments');
});
