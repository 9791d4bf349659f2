import { lookAtDiscord } from '#sandbox/look/discord.ts';
import type { Sandbox } from '#sandbox/start.ts';
import { createTranscript, type Played, type Say } from './transcript.ts';

export async function playDiscord({ discord }: Sandbox, say: Say): Promise<Played> {
  const { people } = discord;
  const ada = people.users[0];
  const channel = people.guilds[0]?.channels[0];
  if (!ada || !channel) throw new Error('The Discord stand-in has no people.');
  const transcript = createTranscript(say, 'Discord');
  const options = { prompt: 'a fox knight in a misty forest', model: 'rd-fast', count: 4 };
  const name = ada.global_name ?? ada.username;
  transcript.saw(name, `/imagine ${JSON.stringify(options)}`);
  const interaction = await people.runCommand({ userId: ada.id, channelId: channel.id, name: 'imagine', options });
  const { type } = await interaction.acknowledged;
  transcript.saw('UPixel', `(acknowledged, type ${type})`);
  const images = await people.until(
    () => {
      const message = people.messages(channel.id, ada.id).at(-1);
      const look = message && lookAtDiscord(message);
      if (look) transcript.saw('UPixel', `${look.text} [${look.buttons.map((button) => button.label).join(', ')}]`);
      return look && look.images.length === options.count ? look.images : undefined;
    },
    60_000,
    'the four images in Discord',
  );
  transcript.saw('UPixel', `(${images.length} images, alt text “${images[0]?.alt}”)`);
  const pictures = await Promise.all(
    images.map(async ({ url }) => Buffer.from(await (await fetch(url)).arrayBuffer())),
  );
  return { chat: 'discord', pictures };
}
