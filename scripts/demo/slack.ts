import { lookAtSlack } from '#sandbox/look/slack.ts';
import type { Sandbox } from '#sandbox/start.ts';
import { createTranscript, type Played, type Say } from './transcript.ts';

export async function playSlack({ slack }: Sandbox, say: Say): Promise<Played> {
  const { people } = slack;
  const workspace = people.workspaces.find((each) => each.installed);
  const grace = workspace?.users[1];
  const channel = workspace?.channels.find((each) => each.botIsMember);
  if (!grace || !channel) throw new Error('The Slack stand-in has no people.');
  const transcript = createTranscript(say, 'Slack');
  const text = 'a lighthouse on a cliff at night --count 2 --size wide';
  transcript.saw(grace.realName, `/imagine ${text}`);
  const delivered = await people.runCommand({ userId: grace.id, channelId: channel.id, command: '/imagine', text });
  const { status } = await delivered.acknowledged;
  transcript.saw('UPixel', `(acknowledged with ${status})`);
  const images = await people.until(
    () => {
      const looks = people.messages(channel.id, grace.id).map(lookAtSlack);
      for (const look of looks)
        transcript.saw('UPixel', `${look.text} [${look.buttons.map((button) => button.label).join(', ')}]`);
      return looks.findLast(({ images }) => images.length === 2)?.images;
    },
    60_000,
    'the two images in Slack',
  );
  transcript.saw('UPixel', `(${images.length} images, alt text “${images[0]?.alt}”)`);
  return { chat: 'slack', pictures: images.map(({ url }) => people.fileBytes(url)) };
}
