import {
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  Client,
  type ModalSubmitInteraction,
  REST,
} from 'discord.js';
import {
  ButtonStyle,
  MessageFlags,
  ApplicationCommandOptionType as Option,
  type RESTPutAPIApplicationCommandsJSONBody,
  Routes,
  TextInputStyle,
  ComponentType as Type,
} from 'discord-api-types/v10';
import type { DiscordStandIn } from '#sandbox/discord/start.ts';
import { drawn } from './testing-picture.ts';

const commands = [
  {
    name: 'paint',
    description: 'Paint a picture from words',
    options: [
      { type: Option.String, name: 'prompt', description: 'What to paint', required: true },
      { type: Option.String, name: 'model', description: 'Which model paints it', autocomplete: true },
      { type: Option.Integer, name: 'count', description: 'How many', min_value: 1, max_value: 4 },
      { type: Option.Attachment, name: 'image', description: 'A picture to begin with' },
    ],
  },
  { name: 'balance', description: 'What is left' },
  { name: 'silence', description: 'Is never answered' },
] satisfies RESTPutAPIApplicationCommandsJSONBody;

const models = ['flux-schnell', 'flux-2-pro', 'nano-banana'];

/** discord.js as a bot uses it: a slow answer with pictures, a private one, a form, and no answer at all. */
export async function startDiscordDemo(discord: DiscordStandIn) {
  const rest = { api: discord.apiUrl };
  const put = Routes.applicationCommands(discord.applicationId);
  await new REST(rest).setToken(discord.token).put(put, { body: commands });
  const client = new Client({ intents: ['Guilds'], rest });
  const failed = (error: unknown) => console.error('The Discord demo failed:', error);
  client.on('error', failed);
  client.on('interactionCreate', (interaction) => {
    if (interaction.isAutocomplete()) complete(interaction).catch(failed);
    else if (interaction.isChatInputCommand()) command(interaction).catch(failed);
    else if (interaction.isButton()) press(interaction).catch(failed);
    else if (interaction.isModalSubmit()) submit(interaction).catch(failed);
  });
  const ready = new Promise<void>((resolve) => client.once('clientReady', () => resolve()));
  await client.login(discord.token);
  await ready;
  return { close: () => client.destroy() };
}

function complete(interaction: AutocompleteInteraction) {
  const typed = interaction.options.getFocused();
  const fitting = models.filter((name) => name.includes(typed));
  return interaction.respond(fitting.map((name) => ({ name: `${name} · 1 credit`, value: name })));
}

async function command(interaction: ChatInputCommandInteraction) {
  if (interaction.commandName === 'silence') return;
  if (interaction.commandName === 'balance') {
    await interaction.reply({ content: 'You have **20 credits**.', flags: MessageFlags.Ephemeral });
    return;
  }
  await interaction.deferReply();
  const prompt = interaction.options.getString('prompt', true);
  const model = interaction.options.getString('model') ?? 'flux-schnell';
  const count = interaction.options.getInteger('count') ?? 1;
  await interaction.editReply(await picture(prompt, model, count));
}

async function picture(prompt: string, model: string, count: number) {
  const pictures = await Promise.all(Array.from({ length: count }, (_, index) => drawn(prompt, index)));
  return {
    flags: MessageFlags.IsComponentsV2 as const,
    files: pictures.map((attachment, index) => ({ attachment, name: `paint-${index}.png` })),
    components: [
      {
        type: Type.Container,
        accent_color: 0x57f287,
        components: [
          { type: Type.TextDisplay, content: `**${prompt}**` },
          {
            type: Type.MediaGallery,
            items: pictures.map((_, index) => ({
              media: { url: `attachment://paint-${index}.png` },
              description: prompt,
            })),
          },
          { type: Type.TextDisplay, content: `-# ${model} · ${count} credits` },
          {
            type: Type.ActionRow,
            components: [
              { type: Type.Button, style: ButtonStyle.Primary, label: 'Name it', custom_id: 'name' },
              { type: Type.Button, style: ButtonStyle.Danger, label: 'Delete', custom_id: 'delete' },
            ],
          },
        ],
      },
    ],
  };
}

async function press(interaction: ButtonInteraction) {
  if (interaction.customId === 'delete') {
    await interaction.deferUpdate();
    await interaction.deleteReply();
    return;
  }
  await interaction.showModal({
    title: 'Name the picture',
    custom_id: 'naming',
    components: [
      {
        type: Type.ActionRow,
        components: [{ type: Type.TextInput, style: TextInputStyle.Short, label: 'Name', custom_id: 'title' }],
      },
      {
        type: Type.Label,
        label: 'After whom',
        description: 'Who lends it the name',
        component: { type: Type.UserSelect, custom_id: 'whom', required: false },
      },
      {
        type: Type.Label,
        label: 'Sketches',
        component: { type: Type.FileUpload, custom_id: 'sketches', max_values: 2, required: false },
      },
    ],
  });
}

async function submit(interaction: ModalSubmitInteraction) {
  const title = interaction.fields.getTextInputValue('title');
  const whom = interaction.fields.getSelectedUsers('whom')?.first();
  const sketches = interaction.fields.getUploadedFiles('sketches')?.size ?? 0;
  const more = whom ? ` After ${whom.displayName}, by ${sketches} sketches.` : '';
  await interaction.reply({ content: `It is called *${title}* now.${more}`, flags: MessageFlags.Ephemeral });
}
