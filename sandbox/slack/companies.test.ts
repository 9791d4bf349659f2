import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { clientOf, guildOf, png, refusal, startWithApp } from './testing.ts';

type World = Awaited<ReturnType<typeof startWithApp>>;

/** What the stock app received: who and where. */
let world: World;
const heard: Array<Record<string, unknown>> = [];
beforeAll(async () => {
  world = await startWithApp((app) => {
    app.event('app_mention', async ({ event, body, context }) => void heard.push({ event, body, context }));
    app.event('message', async ({ event }) => void heard.push({ event }));
    app.command('/imagine', async ({ ack, command }) => {
      await ack();
      heard.push({ command });
    });
    app.action('go', async ({ ack, body, context }) => {
      await ack();
      heard.push({ body, context });
    });
  });
});
afterAll(() => world.close());
afterEach(() => void heard.splice(0));

const people = () => world.slack.people;
const next = () => people().until(() => heard[0], 30_000, 'something heard');

test('an edited mention is told of again by a new event, with `edited` and the same ts; in a direct message as message_changed', async () => {
  const { ada, art, botUserId } = world.guild;
  const { ts } = await people().mention({ userId: ada, channelId: art, text: 'a fox' });
  const first = (await next()) as { body: { event_id: string } };
  heard.length = 0;
  await people().edit({ userId: ada, channelId: art, ts, text: `<@${botUserId}> a red fox 🦊` });
  const again = (await next()) as { body: { event_id: string } };
  expect(again).toMatchObject({ event: { ts, text: expect.stringContaining(':fox_face:'), edited: { user: ada } } });
  expect(again.body.event_id).not.toBe(first.body.event_id);
  heard.length = 0;
  const channelId = people().dmChannelId(ada);
  const direct = await people().mention({ userId: ada, channelId, text: 'hello' });
  await next();
  heard.length = 0;
  await people().edit({ userId: ada, channelId, ts: direct.ts, text: 'hello there' });
  expect(await next()).toMatchObject({
    event: {
      subtype: 'message_changed',
      message: { text: 'hello there', ts: direct.ts },
      previous_message: { text: 'hello' },
    },
  });
});

test('a picture comes with the mention, for the bot’s token alone', async () => {
  const { ada, art, botToken } = world.guild;
  const files = [{ filename: 'me.png', contentType: 'image/png', bytes: png(4, 4) }];
  await people().mention({ userId: ada, channelId: art, text: 'me', files });
  const { event } = (await next()) as { event: { files: Array<{ url_private: string; mimetype: string }> } };
  const [file] = event.files;
  expect(file?.mimetype).toBe('image/png');
  const got = await fetch(file?.url_private ?? '', { headers: { authorization: `Bearer ${botToken}` } });
  expect(Buffer.from(await got.arrayBuffer())).toEqual(files[0]?.bytes);
});

test('in a channel shared with another company the outer team is the host, the install and the person are told apart', async () => {
  const { teamId, general, botUserId, ada: admin } = world.guild;
  const other = guildOf(world.slack, 1);
  const files = [{ filename: 'me.png', contentType: 'image/png', bytes: png(4, 4) }];
  // One that came from the other company, with our app in it, and one of ours.
  people().shareChannel({ channelId: other.art, teamId, userIds: [botUserId, admin] });
  people().shareChannel({ channelId: general, teamId: other.teamId, userIds: [other.ada] });
  await people().mention({ userId: other.ada, channelId: other.art, text: 'a fox', files });
  expect(await next()).toMatchObject({
    body: {
      team_id: other.teamId,
      context_team_id: teamId,
      is_ext_shared_channel: true,
      authorizations: [{ team_id: teamId }],
    },
    event: { user: other.ada, team: teamId, user_team: other.teamId, files: [{ file_access: 'check_file_info' }] },
    context: { teamId },
  });
  const client = clientOf(world.slack, world.guild.botToken);
  const { event } = heard[0] as { event: { files: Array<{ id: string }> } };
  expect((await client.files.info({ file: event.files[0]?.id ?? '' })).file?.url_private).toBeTruthy();
  expect((await client.users.info({ user: other.ada })).user).toMatchObject({
    team_id: other.teamId,
    is_stranger: false,
    is_admin: true,
  });
  heard.length = 0;
  const button = { type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } } as const;
  const blocks = [{ type: 'actions' as const, elements: [button] }];
  const { ts = '' } = await client.chat.postMessage({ channel: general, text: 'x', blocks });
  await (await people().click({ userId: other.ada, channelId: general, ts, actionId: 'go' })).acknowledged;
  expect(await next()).toMatchObject({
    body: { team: { id: teamId }, user: { id: other.ada, team_id: other.teamId } },
    context: { teamId },
  });
});

test('guests are told by users.info, and what an organization installed names it and no workspace', async () => {
  const { ada, art } = guildOf(world.slack, 1);
  const client = clientOf(world.slack, world.guild.botToken);
  people().setGuest(world.guild.grace, 'ultra_restricted');
  expect((await client.users.info({ user: world.guild.grace })).user).toMatchObject({
    is_restricted: true,
    is_ultra_restricted: true,
  });
  people().joinOrganization(guildOf(world.slack, 1).teamId, 'E01PXLORGXX');
  people().installForOrganization('E01PXLORGXX');
  await (await people().runCommand({ userId: ada, channelId: art, command: '/imagine', text: 'an owl' })).acknowledged;
  expect(await next()).toMatchObject({
    command: { is_enterprise_install: 'true', enterprise_id: 'E01PXLORGXX', text: 'an owl' },
  });
});

test('without the Messages tab in the manifest nothing is written to a person directly', async () => {
  const { ada, botToken } = world.guild;
  const client = clientOf(world.slack, botToken);
  const write = () => client.chat.postMessage({ channel: people().dmChannelId(ada), text: 'hello' });
  const slash_commands = [{ command: '/imagine', description: 'Make an image' }];
  people().setManifest({ features: { slash_commands } });
  expect(await refusal(write())).toBe('messages_tab_disabled');
  people().setManifest({ features: { slash_commands, app_home: { messages_tab_enabled: true } } });
  expect((await write()).ok).toBe(true);
});
