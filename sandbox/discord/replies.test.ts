import { type RawFile, REST } from '@discordjs/rest';
import { MessageFlags, Routes } from 'discord.js';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { limits } from './limits.ts';
import type { Interaction } from './people.ts';
import { checkAgainstSpec } from './spec-check.ts';
import { type Bot, startBot } from './testing.ts';

let bot: Bot;
/** A separate client without waits between calls, as the app uses for replies. */
let rest: REST;

beforeEach(async () => {
  bot = await startBot(() => {});
  rest = new REST({ api: bot.discord.apiUrl, retries: 0 }).setToken(bot.discord.token);
  await bot.client.application.commands.create({ name: 'imagine', description: 'Make a picture' });
});
afterEach(async () => {
  expect(checkAgainstSpec(bot.discord.exchanges).filter((text) => text.includes('answer'))).toEqual([]);
  await bot.close();
});

async function run(channelName = 'general'): Promise<Interaction> {
  const { people } = bot.discord;
  const channel = people.guilds[0]?.channels.find(({ name }) => name === channelName);
  return people.runCommand({ userId: people.users[0]?.id ?? '', channelId: channel?.id ?? '', name: 'imagine' });
}

const callback = (to: Interaction, body: object, files: RawFile[] = []) =>
  rest.post(Routes.interactionCallback(to.id, to.token), { auth: false, body, files });
const followUp = (to: Interaction, body: object) =>
  rest.post(Routes.webhook(bot.discord.applicationId, to.token), { auth: false, body });
const edit = (to: Interaction, body: object, files: RawFile[] = []) =>
  rest.patch(Routes.webhookMessage(bot.discord.applicationId, to.token), { auth: false, body, files });
const remove = (to: Interaction) =>
  rest.delete(Routes.webhookMessage(bot.discord.applicationId, to.token), { auth: false });

const deferred = { type: 5 };
const v2 = MessageFlags.IsComponentsV2;
const text = (content: string) => ({ type: 10, content });
const row = (...customIds: string[]) => ({
  type: 1,
  components: customIds.map((custom_id) => ({ type: 2, style: 1, label: 'x', custom_id })),
});
/** Discord's error code for a field, anywhere in the error. */
const wrong = (code: string) => ({ code: 50035, rawError: { errors: expect.toSatisfy(has(code)) } });
const has = (code: string) => (errors: unknown) => JSON.stringify(errors).includes(`"${code}"`);

it('takes no acknowledgement after three seconds, and tells the person', async () => {
  const typed = await run();
  bot.discord.clock.advance(limits.acknowledgeMs);
  await expect(typed.acknowledged).rejects.toThrow('The application did not respond');
  expect(typed.state()).toBe('failed');
  await expect(callback(typed, deferred)).rejects.toMatchObject({ code: 10062, status: 404 });
});

it('takes one acknowledgement, and nothing by the webhook before it', async () => {
  const typed = await run();
  await expect(followUp(typed, { content: 'early' })).rejects.toMatchObject({ code: 10015 });
  await callback(typed, deferred);
  await expect(callback(typed, deferred)).rejects.toMatchObject({ code: 40060 });
});

it('takes the token for fifteen minutes', async () => {
  const typed = await run();
  await callback(typed, deferred);
  bot.discord.clock.advance(limits.interactionTokenMs - 60_000);
  await edit(typed, { content: 'just in time' });
  bot.discord.clock.advance(60_000);
  await expect(edit(typed, { content: 'late' })).rejects.toMatchObject({ code: 50027, status: 401 });
  bot.discord.clock.advance(limits.interactionTokenMs);
  await run();
  await expect(edit(typed, { content: 'much later' })).rejects.toMatchObject({ code: 50027 });
});

it('lets a deferred reply be deleted and answered privately instead', async () => {
  const { people } = bot.discord;
  const typed = await run();
  await callback(typed, deferred);
  expect(people.messages(typed.channelId).at(-1)?.thinking).toBe(true);
  await remove(typed);
  expect(people.messages(typed.channelId)).toEqual([]);
  await followUp(typed, { content: 'No.', flags: MessageFlags.Ephemeral });
  expect(await typed.reply()).toMatchObject({ content: 'No.', ephemeralFor: typed.userId });
});

it('turns a follow-up directly after a defer into its edit, as private as the defer was', async () => {
  const typed = await run();
  await callback(typed, { type: 5, data: { flags: MessageFlags.Ephemeral } });
  await followUp(typed, { content: 'first' });
  const messages = bot.discord.people.messages(typed.channelId, typed.userId);
  expect(messages).toMatchObject([{ content: 'first', ephemeralFor: typed.userId }]);
});

it('takes Components V2 on the edit of a defer only, and not together with content', async () => {
  const typed = await run();
  await expect(callback(typed, { type: 5, data: { flags: v2 } })).rejects.toMatchObject({ code: 50035 });
  await callback(typed, deferred);
  await expect(edit(typed, { components: [text('x')] })).rejects.toMatchObject(wrong('UNION_TYPE_CHOICES'));
  await expect(edit(typed, { flags: v2, content: 'x', components: [text('x')] })).rejects.toMatchObject(
    wrong('MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2'),
  );
  await edit(typed, { flags: v2, components: [text('x')] });
  await edit(typed, { components: [text('y')] });
  await expect(edit(typed, { flags: 0, components: [] })).rejects.toMatchObject({ code: 50035 });
});

it.each([
  ['41 components', { flags: v2, components: Array.from({ length: 41 }, () => text('x')) }, 'BASE_TYPE_BAD_LENGTH'],
  [
    '41 components with the nested ones',
    { flags: v2, components: Array.from({ length: 7 }, (_, n) => row(...'abcde'.split('').map((c) => c + n))) },
    'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
  ],
  ['6 rows', { components: Array.from({ length: 6 }, (_, n) => row(`id${n}`)) }, 'BASE_TYPE_BAD_LENGTH'],
  ['6 buttons in a row', { components: [row('a', 'b', 'c', 'd', 'e', 'f')] }, 'BASE_TYPE_BAD_LENGTH'],
  ['the same custom id twice', { components: [row('a', 'a')] }, 'COMPONENT_CUSTOM_ID_DUPLICATED'],
  ['a custom id of 101', { components: [row('x'.repeat(101))] }, 'BASE_TYPE_BAD_LENGTH'],
  ['content of 2001', { content: 'x'.repeat(2001) }, 'BASE_TYPE_MAX_LENGTH'],
  [
    'text of 4001 in all',
    { flags: v2, components: [text('x'.repeat(4000)), text('x')] },
    'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
  ],
  [
    'embeds of 6001',
    { embeds: [{ description: 'x'.repeat(4000) }, { description: 'x'.repeat(2001) }] },
    'MAX_EMBED_SIZE_EXCEEDED',
  ],
  [
    'a picture that was not uploaded',
    { flags: v2, components: [{ type: 12, items: [{ media: { url: 'attachment://fox.png' } }] }] },
    'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
  ],
  [
    '11 pictures in a gallery',
    {
      flags: v2,
      components: [
        { type: 12, items: Array.from({ length: 11 }, () => ({ media: { url: 'https://example.com/a.png' } })) },
      ],
    },
    'BASE_TYPE_BAD_LENGTH',
  ],
])('refuses %s', async (_what, body, code) => {
  const typed = await run();
  await callback(typed, deferred);
  await expect(edit(typed, body)).rejects.toMatchObject(wrong(code));
});

it('refuses files that are too large, and alt text of 1025', async () => {
  const typed = await run();
  await callback(typed, deferred);
  const file = (megabytes: number) => ({ name: 'a.png', data: Buffer.alloc(megabytes * 1024 * 1024 + 1) });
  await expect(edit(typed, {}, [file(10)])).rejects.toMatchObject({ code: 40005, status: 413 });
  await expect(edit(typed, {}, [file(9), file(9), file(8)])).rejects.toMatchObject({ code: 40005 });
  const described = { attachments: [{ id: 0, description: 'x'.repeat(1025) }] };
  await expect(edit(typed, described, [file(0)])).rejects.toMatchObject(wrong('BASE_TYPE_MAX_LENGTH'));
  await edit(typed, {}, [file(9)]);
});

it('keeps, describes and drops attachments as the list says', async () => {
  const typed = await run();
  await callback(typed, { type: 4, data: { content: 'two' } }, [
    { name: 'a.png', data: Buffer.from('a') },
    { name: 'b.png', data: Buffer.from('b') },
  ]);
  const [a, b] = (await typed.reply()).attachments;
  await edit(typed, { attachments: [{ id: b?.id, description: 'the second' }, { id: 0 }] }, [
    { name: 'c.png', data: Buffer.from('c') },
  ]);
  const edited = await typed.reply();
  expect(edited.attachments.map(({ filename, description }) => [filename, description])).toEqual([
    ['b.png', 'the second'],
    ['c.png', undefined],
  ]);
  expect(edited.edited_timestamp).not.toBeNull();
  expect((await fetch(a?.url ?? '')).status).toBe(404);
  await edit(typed, { content: 'three' }, [{ name: 'd.png', data: Buffer.from('d') }]);
  expect((await typed.reply()).attachments).toHaveLength(3);
});

it('serves attachments for a day', async () => {
  const typed = await run();
  await callback(typed, { type: 4, data: {} }, [{ name: 'a.png', data: Buffer.from('a') }]);
  const url = (await typed.reply()).attachments[0]?.url ?? '';
  expect(await (await fetch(url)).text()).toBe('a');
  expect((await fetch(url.replace(/hm=./, 'hm=x'))).status).toBe(404);
  bot.discord.clock.advance(limits.attachmentLinkMs);
  const gone = await fetch(url);
  expect([gone.status, await gone.text()]).toEqual([404, 'This content is no longer available.']);
  const fresh = bot.discord.people.messages(typed.channelId).at(-1)?.attachments[0]?.url ?? '';
  expect((await fetch(fresh)).status).toBe(200);
});

it('answers text but no file where the bot may not attach, and says so beforehand', async () => {
  const heard = new Promise<bigint>((resolve) =>
    bot.client.once('interactionCreate', ({ appPermissions }) => resolve(appPermissions.bitfield)),
  );
  const typed = await run('read-only');
  expect((await heard) & 0x8800n).toBe(0n);
  await callback(typed, deferred);
  await expect(edit(typed, {}, [{ name: 'a.png', data: Buffer.from('a') }])).rejects.toMatchObject({ code: 50013 });
  await edit(typed, { content: 'I may not post pictures here.' });
});

it('takes five follow-ups where only the person installed the app', async () => {
  const { people, clock } = bot.discord;
  await bot.client.application.commands.create({ name: 'imagine', description: 'x', integrationTypes: [0, 1] });
  people.setBotInGuild(people.guilds[0]?.id ?? '', false);
  const typed = await run();
  await callback(typed, { type: 4, data: { content: 'x' } });
  for (let n = 0; n < 5; n += 1) {
    clock.advance(1_000);
    await followUp(typed, { content: `${n}` });
  }
  clock.advance(3_000);
  await expect(followUp(typed, { content: '6' })).rejects.toMatchObject({ code: 40094 });
});

it('loses, delays and repeats events on request', async () => {
  const { faults, clock } = bot.discord;
  const heard: string[] = [];
  bot.client.on('interactionCreate', ({ id }) => heard.push(id));
  faults.add({ on: 'EVENT INTERACTION_CREATE', do: { type: 'never' } });
  const lost = await run();
  faults.add({ on: 'EVENT INTERACTION_CREATE', do: { type: 'late', ms: 60_000 } });
  const late = await run();
  faults.add({ on: 'EVENT INTERACTION_CREATE', do: { type: 'twice' } });
  const twice = await run();
  clock.advance(60_000);
  await expect.poll(() => heard).toEqual([twice.id, twice.id, late.id]);
  await expect(lost.acknowledged).rejects.toThrow('did not respond');
});

it('tells whom a new message mentions, of those it may; a mention that is edited in tells nobody', async () => {
  const { people } = bot.discord;
  const [ada = '', grace = ''] = people.users.map(({ id }) => id);
  const words = (users: string[]) => ({
    flags: v2,
    components: [text(`<@${ada}> and <@${grace}>`)],
    allowed_mentions: { parse: [], users },
  });
  const deferredOne = await run();
  await callback(deferredOne, deferred);
  const edited = (await edit(deferredOne, words([grace]))) as { id: string; mentions: Array<{ id: string }> };
  expect(edited.mentions.map(({ id }) => id)).toEqual([grace]);
  expect(people.message(edited.id)?.notified).toBeUndefined();
  await remove(deferredOne);
  const fresh = (await followUp(deferredOne, words([grace]))) as { id: string };
  expect(people.message(fresh.id)?.notified).toEqual([grace]);
  const both = { ...words([grace]), allowed_mentions: { parse: ['users'], users: [grace] } };
  await expect(followUp(deferredOne, both)).rejects.toMatchObject(wrong('MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE'));
});
