import { type ChatInputCommandInteraction, type Interaction, MessageFlags } from 'discord.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkAgainstSpec } from './spec-check.ts';
import { type Bot, startBot } from './testing.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const commands = [
  {
    name: 'imagine',
    description: 'Make a picture',
    options: [
      { type: 3, name: 'prompt', description: 'What to draw', required: true, max_length: 40 },
      { type: 3, name: 'model', description: 'Which model', autocomplete: true },
      { type: 4, name: 'count', description: 'How many', min_value: 1, max_value: 4 },
      { type: 11, name: 'image', description: 'A picture to start from' },
    ],
  },
  {
    name: 'project',
    description: 'Projects',
    options: [{ type: 1, name: 'create', description: 'A new one', options: [] }],
  },
];

let bot: Bot;
/** The app's latest answer, with all that it sends after the first. */
let latest: Promise<unknown>;

async function imagine(interaction: ChatInputCommandInteraction) {
  await interaction.deferReply();
  await interaction.editReply({
    flags: MessageFlags.IsComponentsV2,
    components: [
      {
        type: 17,
        components: [
          { type: 10, content: `**${interaction.options.getString('prompt', true)}**` },
          { type: 12, items: [{ media: { url: 'attachment://fox.png' }, description: 'a fox knight' }] },
          {
            type: 1,
            components: [
              { type: 2, style: 1, custom_id: 'again', label: 'Again' },
              { type: 2, style: 2, custom_id: 'rename', label: 'Rename' },
            ],
          },
        ],
      },
    ],
    files: [{ attachment: png, name: 'fox.png', description: 'a fox knight' }],
  });
  await interaction.followUp({ content: 'It cost 4 credits.', flags: MessageFlags.Ephemeral });
}

async function answer(interaction: Interaction) {
  if (interaction.isAutocomplete()) {
    const typed = interaction.options.getFocused();
    return interaction.respond([{ name: `flux-schnell for ${typed}`, value: 'flux-schnell' }]);
  }
  if (interaction.isChatInputCommand() && interaction.commandName === 'project')
    return interaction.reply({ content: interaction.options.getSubcommand(), withResponse: true });
  if (interaction.isChatInputCommand()) return imagine(interaction);
  if (interaction.isButton() && interaction.customId === 'rename')
    return interaction.showModal({
      title: 'Rename',
      custom_id: 'rename-form',
      components: [
        { type: 1, components: [{ type: 4, custom_id: 'name', label: 'Name', style: 1, max_length: 10 }] },
        { type: 18, label: 'Why', component: { type: 4, custom_id: 'why', style: 2, required: false } },
      ],
    });
  if (interaction.isButton()) {
    await interaction.deferUpdate();
    return interaction.editReply({
      flags: MessageFlags.IsComponentsV2,
      components: [{ type: 10, content: 'again!' }],
      attachments: [],
    });
  }
  if (interaction.isModalSubmit())
    return interaction.reply({
      content: interaction.fields.getTextInputValue('name'),
      flags: MessageFlags.Ephemeral,
      withResponse: true,
    });
  return undefined;
}

beforeAll(async () => {
  bot = await startBot((interaction) => {
    latest = answer(interaction);
    return latest;
  });
  await bot.client.application.commands.set(commands);
});
afterAll(() => bot.close());

const where = () => {
  const [ada, grace] = bot.discord.people.users;
  const [guild] = bot.discord.people.guilds;
  const channel = guild?.channels.find(({ name }) => name === 'art');
  if (!ada || !grace || !guild || !channel) throw new Error('The world is empty.');
  return { userId: ada.id, otherId: grace.id, guildId: guild.id, channelId: channel.id };
};

it('knows its guilds, its channels and its commands', () => {
  const { guildId } = where();
  expect([...bot.client.guilds.cache.values()].map(({ name }) => name)).toEqual(['Sprite Forge', 'Cozy Cavern']);
  expect(bot.client.channels.cache.size).toBe(11);
  expect(bot.discord.people.commands(guildId).map(({ name }) => name)).toEqual(['imagine', 'project']);
});

it('plays a command from the defer to the picture, its buttons and its form', async () => {
  const { people } = bot.discord;
  const { userId, otherId, channelId } = where();
  const typed = await people.runCommand({ userId, channelId, name: 'imagine', options: { prompt: 'a fox knight' } });
  expect((await typed.acknowledged).type).toBe(5);
  const reply = await typed.reply();
  expect(reply.thinking).toBeUndefined();
  expect(reply.edited_timestamp).toBeNull();
  expect(reply.attachments).toMatchObject([{ filename: 'fox.png', width: 1, height: 1, description: 'a fox knight' }]);
  const shown = JSON.stringify(reply.components);
  expect(shown).toContain('/attachments/');
  expect(shown).not.toContain('attachment://');

  const fetched = await fetch(reply.attachments[0]?.url ?? '');
  expect(Buffer.from(await fetched.arrayBuffer()).equals(png)).toBe(true);

  const private_ = await people.until(
    () => people.messages(channelId, userId).find((m) => m.ephemeralFor === userId),
    30_000,
  );
  expect(private_.content).toBe('It cost 4 credits.');
  expect(people.messages(channelId, otherId).some(({ id }) => id === private_.id)).toBe(false);
  expect(people.messages(channelId).some(({ id }) => id === private_.id)).toBe(false);

  const rename = await people.click({ userId: otherId, messageId: reply.id, customId: 'rename' });
  const modal = await rename.modal();
  expect(modal.title).toBe('Rename');
  const form = { userId: otherId, interactionId: rename.id, customId: 'rename-form' };
  await expect(people.submitModal({ ...form, values: { name: 'much too long' } })).rejects.toThrow('at most 10');
  const submitted = await people.submitModal({ ...form, values: { name: 'Sir Fox' } });
  const answerToForm = await submitted.reply();
  expect(answerToForm).toMatchObject({ content: 'Sir Fox', ephemeralFor: otherId });
  people.dismiss({ userId: otherId, messageId: answerToForm.id });

  const again = await people.click({ userId, messageId: reply.id, customId: 'again' });
  const updated = await again.reply();
  expect(updated).toMatchObject({ id: reply.id, attachments: [], components: [{ type: 10, content: 'again!' }] });
  expect(checkAgainstSpec(bot.discord.exchanges)).toEqual([]);
});

it('completes an option while it is typed', async () => {
  const { userId, channelId } = where();
  const line = { userId, channelId, name: 'imagine', options: { model: 'flu' }, focused: 'model' };
  expect(await bot.discord.people.autocomplete(line)).toEqual([
    { name: 'flux-schnell for flu', value: 'flux-schnell' },
  ]);
});

it('runs a subcommand, in a guild and in a direct message', async () => {
  const { people } = bot.discord;
  const { userId, channelId } = where();
  for (const place of [channelId, people.dmChannelId(userId)]) {
    const typed = await people.runCommand({ userId, channelId: place, name: 'project create' });
    expect((await typed.reply()).content).toBe('create');
  }
  expect(people.dms(userId).at(-1)?.content).toBe('create');
  expect(checkAgainstSpec(bot.discord.exchanges)).toEqual([]);
});

it('refuses what the client would not send', async () => {
  const { people } = bot.discord;
  const { userId, channelId } = where();
  const run = (options: Record<string, string | number>, name = 'imagine') =>
    people.runCommand({ userId, channelId, name, options });
  await expect(run({})).rejects.toThrow('The option "prompt" is required.');
  await expect(run({ prompt: 'x'.repeat(41) })).rejects.toThrow('at most 40 characters');
  await expect(run({ prompt: 'x', count: 5 })).rejects.toThrow('at most 4');
  await expect(run({ prompt: 'x', size: 1 })).rejects.toThrow('no option "size"');
  await expect(run({}, 'nothing')).rejects.toThrow('no command /nothing');
});

it('sends a file with what it is', async () => {
  const { people } = bot.discord;
  const { userId, channelId } = where();
  const got = new Promise<{ name: string; width: number | null; bytes: Buffer }>((resolve) =>
    // biome-ignore lint/nursery/noMisusedPromises: discord.js makes an error event of a rejection
    bot.client.once('interactionCreate', async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const { name, width, url } = interaction.options.getAttachment('image', true);
      resolve({ name, width, bytes: Buffer.from(await (await fetch(url)).arrayBuffer()) });
    }),
  );
  const image = { filename: 'my sketch.png', contentType: 'image/png', bytes: png };
  await people.runCommand({ userId, channelId, name: 'imagine', options: { prompt: 'x', image } });
  expect(await got).toEqual({ name: 'my_sketch.png', width: 1, bytes: png });
  await latest; // whatever is under way when the bot is closed fails, and says so
});
