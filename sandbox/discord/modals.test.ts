import { type Client, MessageFlags, type Interaction as Received } from 'discord.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkAgainstSpec } from './spec-check.ts';
import { startBot } from './testing.ts';

let bot: Awaited<ReturnType<typeof startBot>>;
/** The app's response to the next command. */
let next: (interaction: Received) => Promise<unknown>;
/** The submitted forms, as received. */
const sent: Array<{ data: { resolved: { attachments: object } } }> = [];

beforeAll(async () => {
  bot = await startBot((interaction) => next(interaction));
  const keep = (packet: { t: string; d: { type: number } & (typeof sent)[number] }) => {
    if (packet.t === 'INTERACTION_CREATE' && packet.d.type === 5) sent.push(packet.d);
  };
  bot.client.on('raw' as never, keep as never);
  await (bot.client as Client<true>).application.commands.set([{ name: 'ask', description: 'Ask' }]);
});
afterAll(() => bot.close());

const label = (component: object, more: object = {}) => ({ type: 18, label: 'Label', component, ...more });
const text = (custom_id: string, more: object = {}) => ({ type: 4, custom_id, style: 1, ...more });
const select = (custom_id: string, more: object = {}) => ({
  type: 3,
  custom_id,
  options: [
    { label: 'Red', value: 'red' },
    { label: 'Blue', value: 'blue' },
  ],
  ...more,
});
const radio = (custom_id: string, more: object = {}) => ({ ...select(custom_id, more), type: 21 });
const boxes = (custom_id: string, more: object = {}) => ({ ...select(custom_id, more), type: 22 });
const chosen = (...values: string[]) => values.map((value) => ({ label: value, value, default: true }));
const modal = (components: object[], more: object = {}) => ({ custom_id: 'form', title: 'Form', components, ...more });

const where = () => {
  const [ada, grace] = bot.discord.people.users;
  const channel = bot.discord.people.guilds[0]?.channels.find(({ name }) => name === 'art');
  if (!ada || !grace || !channel) throw new Error('The world is empty.');
  return { userId: ada.id, otherId: grace.id, channelId: channel.id };
};

/** Discord's verdict on this response to a command: "" if it is accepted. */
async function answered(data: object, before?: (interaction: Received) => Promise<unknown>): Promise<string> {
  const said = new Promise<string>((resolve) => {
    next = async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await before?.(interaction);
      const body = { type: 9, data };
      const route = `/interactions/${interaction.id}/${interaction.token}/callback` as const;
      await bot.client.rest.post(route, { body, auth: false }).then(
        () => resolve(''),
        (error: Error) => resolve(error.message),
      );
    };
  });
  const { userId, channelId } = where();
  await bot.discord.people.runCommand({ userId, channelId, name: 'ask' });
  return said;
}

it.each([
  ['nothing in it', modal([])],
  ['six fields', modal(Array.from({ length: 6 }, (_, index) => label(text(`${index}`))))],
  ['a title too long', modal([label(text('a'))], { title: 'x'.repeat(46) })],
  ['an id too long', modal([label(text('a'))], { custom_id: 'x'.repeat(101) })],
  ['the id of a field too long', modal([label(text('x'.repeat(101)))])],
  ['two fields of one id', modal([label(text('a')), label(select('a'))])],
  ['a label too long', modal([label(text('a'), { label: 'x'.repeat(46) })])],
  ['a description too long', modal([label(text('a'), { description: 'x'.repeat(101) })])],
  ['a field without a label', modal([text('a')])],
  ['a button', modal([label({ type: 2, style: 1, label: 'x', custom_id: 'a' })])],
  [
    '26 choices',
    modal([label(select('a', { options: Array.from({ length: 26 }, (_, n) => ({ label: 'x', value: `${n}` })) }))]),
  ],
  ['one choice twice', modal([label(select('a', { options: Array(2).fill({ label: 'x', value: 'y' }) }))])],
  ['a required select that may be empty', modal([label(select('a', { min_values: 0 }))])],
  ['a disabled select', modal([label(select('a', { disabled: true }))])],
  ['eleven files', modal([label({ type: 19, custom_id: 'a', max_values: 11 })])],
  ['a required upload of no file', modal([label({ type: 19, custom_id: 'a', min_values: 0 })])],
  ['a radio group of one', modal([label(radio('a', { options: [{ label: 'Red', value: 'red' }] }))])],
  ['two defaults in a radio group', modal([label(radio('a', { options: chosen('red', 'blue') }))])],
  ['eleven checkboxes', modal([label(boxes('a', { options: chosen(...'abcdefghijk') }))])],
  ['required checkboxes that may be empty', modal([label(boxes('a', { min_values: 0 }))])],
  ['more words than it takes', modal([label(text('a', { value: 'x'.repeat(4001) }))])],
])('a modal with %s is refused', async (_what, data) => {
  expect(await answered(data)).toContain('Invalid Form Body');
});

it('a modal is a first answer: not after one that was deferred, and not to another modal', async () => {
  expect(
    await answered(modal([label(text('a'))]), (interaction) =>
      (interaction as never as { deferReply(): Promise<void> }).deferReply(),
    ),
  ).toContain('already been acknowledged');
  expect(await answered(modal([label(text('a', { required: false }))]))).toBe('');
  const { userId, channelId } = where();
  const opened = await bot.discord.people.runCommand({ userId, channelId, name: 'ask' });
  await opened.modal();
  const refused = new Promise<string>((resolve) => {
    next = async (interaction) => {
      const route = `/interactions/${interaction.id}/${interaction.token}/callback` as const;
      const body = { type: 9, data: modal([label(text('a'))]) };
      await bot.client.rest.post(route, { body, auth: false }).catch((error: Error) => resolve(error.message));
    };
  });
  await bot.discord.people.submitModal({ userId, interactionId: opened.id, customId: 'form', values: {} });
  expect(await refused).toContain('type[BASE_TYPE_CHOICES]');
});

it('people choose people and files in it, and the app is sent what they are', async () => {
  const { userId, otherId, channelId } = where();
  const fields = [
    label(text('name', { value: 'Fox' })),
    label(select('colours', { max_values: 2, required: false, min_values: 0 })),
    label({ type: 5, custom_id: 'who' }),
    label({ type: 19, custom_id: 'picture', required: false, min_values: 0 }),
  ];
  next = async (interaction) => {
    if (interaction.isChatInputCommand()) return interaction.showModal(modal(fields) as never);
    return interaction.isModalSubmit() && interaction.reply({ content: 'Thanks', flags: MessageFlags.Ephemeral });
  };
  const { people } = bot.discord;
  const opened = await people.runCommand({ userId, channelId, name: 'ask' });
  await opened.modal();
  const form = { userId, interactionId: opened.id, customId: 'form' };
  const picture = { filename: 'me.png', contentType: 'image/png', bytes: Buffer.from('png') };
  await expect(people.submitModal({ ...form, userId: otherId, values: {} })).rejects.toThrow(
    'not open for this person',
  );
  await expect(people.submitModal({ ...form, values: {} })).rejects.toThrow('who is required');
  await expect(people.submitModal({ ...form, values: { who: 'U1' } })).rejects.toThrow('no user U1');
  await expect(people.submitModal({ ...form, values: { who: otherId, colours: ['green'] } })).rejects.toThrow(
    'no option green',
  );
  await expect(people.submitModal({ ...form, values: { who: otherId, picture: [picture, picture] } })).rejects.toThrow(
    'not 2',
  );
  await expect(people.submitModal({ ...form, values: { who: otherId, age: '7' } })).rejects.toThrow('no field age');
  const submitted = await people.submitModal({
    ...form,
    values: { who: [otherId], colours: ['red', 'blue'], picture: [picture] },
  });
  expect((await submitted.reply()).ephemeralFor).toBe(userId);
  const { data } = sent.at(-1) ?? {};
  expect(data).toMatchObject({
    custom_id: 'form',
    components: [
      { type: 18, component: { type: 4, custom_id: 'name', value: 'Fox' } },
      { type: 18, component: { type: 3, custom_id: 'colours', values: ['red', 'blue'] } },
      { type: 18, component: { type: 5, custom_id: 'who', values: [otherId] } },
      { type: 18, component: { type: 19, custom_id: 'picture', values: [expect.stringMatching(/^\d+$/)] } },
    ],
    resolved: {
      users: { [otherId]: { id: otherId } },
      members: { [otherId]: { permissions: expect.any(String) } },
    },
  });
  expect(Object.values(data?.resolved.attachments ?? {})).toMatchObject([
    { filename: 'me.png', size: 3, ephemeral: true },
  ]);
  expect(checkAgainstSpec(bot.discord.exchanges).filter((each) => each.includes('request'))).toEqual([]);
});

it('one of a radio group is a value, or none, and any of a checkbox group are a list', async () => {
  const { userId, channelId } = where();
  const fields = [
    label(radio('paper', { required: false })),
    label(radio('size')),
    label(boxes('extras', { required: false, min_values: 0 })),
  ];
  next = async (interaction) => {
    if (interaction.isChatInputCommand()) return interaction.showModal(modal(fields) as never);
    return interaction.isModalSubmit() && interaction.reply({ content: 'Thanks', flags: MessageFlags.Ephemeral });
  };
  const { people } = bot.discord;
  const opened = await people.runCommand({ userId, channelId, name: 'ask' });
  await opened.modal();
  const form = { userId, interactionId: opened.id, customId: 'form' };
  await expect(people.submitModal({ ...form, values: {} })).rejects.toThrow('size is required');
  await expect(people.submitModal({ ...form, values: { size: 'green' } })).rejects.toThrow('no option green');
  const submitted = await people.submitModal({ ...form, values: { size: 'red', extras: ['red', 'blue'] } });
  await submitted.reply();
  expect(sent.at(-1)?.data).toMatchObject({
    components: [
      { component: { type: 21, custom_id: 'paper', value: null } },
      { component: { type: 21, custom_id: 'size', value: 'red' } },
      { component: { type: 22, custom_id: 'extras', values: ['red', 'blue'] } },
    ],
  });
});
