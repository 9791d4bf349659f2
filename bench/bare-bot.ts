// The baseline: what anybody would write first. Defer, start a prediction with a webhook, download, edit the reply. No
// queue, no database, no credits, nothing checked, nothing kept: if killed, it loses everything that is running.
import { createServer } from 'node:http';
import { basename } from 'node:path';
import { type ChatInputCommandInteraction, Client, Events, GatewayIntentBits } from 'discord.js';
import Replicate from 'replicate';

const { DISCORD_API_URL = '', DISCORD_TOKEN = '', REPLICATE_API_URL = '', REPLICATE_API_TOKEN = '' } = process.env;
const publicUrl = process.env.PUBLIC_URL;
const port = Number(process.env.PORT);
const waiting = new Map<string, ChatInputCommandInteraction>();

const replicate = new Replicate({ auth: REPLICATE_API_TOKEN, baseUrl: REPLICATE_API_URL, useFileOutput: false });
const client = new Client({
  intents: [GatewayIntentBits.Guilds],
  // As in the product: Discord does not count interactions, and the library's 50 requests a second would be what is measured.
  rest: { api: DISCORD_API_URL, globalRequestsPerSecond: 10_000 },
});

// biome-ignore lint/nursery/noMisusedPromises: discord.js makes an error event of a rejection
client.on(Events.InteractionCreate, async (interaction) => {
  if (!interaction.isChatInputCommand()) return;
  await interaction.deferReply();
  const prompt = interaction.options.getString('prompt', true);
  waiting.set(interaction.id, interaction);
  await replicate.predictions.create({
    model: 'black-forest-labs/flux-schnell',
    input: { prompt, aspect_ratio: '1:1', output_format: 'jpg' },
    webhook: `${publicUrl}/${interaction.id}`,
    webhook_events_filter: ['completed'],
  });
});

async function post(interactionId: string, output: string[]) {
  const interaction = waiting.get(interactionId);
  waiting.delete(interactionId);
  const [url = ''] = output;
  const picture = await fetch(url);
  const attachment = Buffer.from(await picture.arrayBuffer());
  await interaction?.editReply({ files: [{ attachment, name: basename(url) }] });
}

createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  response.writeHead(204).end();
  await post(request.url?.slice(1) ?? '', JSON.parse(Buffer.concat(chunks).toString()).output);
}).listen(port, '127.0.0.1');

// biome-ignore lint/nursery/noMisusedPromises: discord.js makes an error event of a rejection
client.once(Events.ClientReady, async () => {
  const option = (name: string, required: boolean) => ({ type: 3, name, description: name, required });
  const imagine = { name: 'imagine', description: 'Make an image' };
  await client.application?.commands.set([{ ...imagine, options: [option('prompt', true), option('model', false)] }]);
  process.send?.('ready');
});
await client.login(DISCORD_TOKEN);
