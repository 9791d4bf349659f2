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
      // The welcome may come below the message that shows the pictures.
      const looks = people.messages(channel.id, ada.id).map(lookAtDiscord);
      for (const look of looks)
        transcript.saw('UPixel', `${look.text} [${look.buttons.map((button) => button.label).join(', ')}]`);
      return looks.findLast(({ images }) => images.length === options.count)?.images;
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
