import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { fund } from './fund.ts';
import { slackPerson } from './slack-person.ts';
import { startWorld, type World } from './world.ts';

/** What people type is shown as they typed it, wherever it is shown: while it is made, when it is, to whoever cannot see it, and in the form for more. */
let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase());
});
afterAll(() => world.close());

const said = [
  'ثعلب في الغابة, and שועל beside it',
  'an override \u202eleft open \u2067twice',
  'a family 👨‍👩‍👧‍👦, a flag 🏴󠁧󠁢󠁥󠁮󠁧󠁿 and a hand 👍🏽',
  '```js\nconst fox = `red`;\n``` with **bold** _x_ ~y~ ||z||',
  '<!channel> <!here|x> <https://evil.example|click> & &amp; *b*',
  '@everyone @here [click](https://evil.example) <t:0> # not a title\n> no quote',
];

test.each(said)('Discord: %j', async (prompt) => {
  const ada = discordPerson(world);
  await fund(world, ada.chatUser, 5);
  await ada.imagine({ prompt });
  const { message, text, images } = await ada.sees('the picture', (look) => look.images.length === 1);
  expect(text).toContain(prompt);
  // Nothing is put in that whoever copies it would take along.
  expect(JSON.stringify(message.components)).not.toContain('\u200b');
  expect(images.map(({ alt }) => alt)).toEqual([prompt]);
  expect(message.attachments).toMatchObject([
    { filename: expect.stringMatching(/^upixel-[\da-f]{8}-1\.\w+$/), description: prompt },
  ]);
  expect([message.mention_everyone, message.notified ?? []]).toEqual([false, []]);
  const form = await (await ada.press(message, 'Remix…')).modal();
  expect(JSON.stringify(form)).toContain(JSON.stringify(prompt).slice(1, -1));
});

/** Every text in a message, as Slack shows it. */
const textsIn = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  const own = 'type' in value && value.type === 'text' && 'text' in value ? [String(value.text)] : [];
  return [...own, ...Object.values(value).flatMap(textsIn)];
};

test.each(said)('Slack: %j', async (prompt) => {
  const grace = slackPerson(world);
  await fund(world, grace.chatUser, 5);
  const before = grace.people.view(grace.user.id);
  if (before) await grace.people.closeView({ userId: grace.user.id, viewId: before.id, all: true });
  await grace.imagine(prompt);
  const { message, images } = await grace.sees('the picture', (look) => look.images.length === 1);
  expect(textsIn(message.blocks)).toContain(prompt);
  expect(images.map(({ alt }) => alt)).toEqual([prompt]);
  expect(message.files).toMatchObject([{ name: expect.stringMatching(/^upixel-[\da-f]{8}-1\.\w+$/) }]);
  expect(world.slack.people.broadcasts()).toEqual([]);
  await grace.press(message, 'Remix…');
  const form = await grace.people.until(() => grace.people.view(grace.user.id), 30_000, 'the form');
  expect(JSON.stringify(form.blocks)).toContain(JSON.stringify(prompt).slice(1, -1));
});

const turning = 'a fox \u202ewho reads backwards \u2067twice';
/** In an isolate that our own characters begin and end around it: all that it leaves open ends with it. */
const isolatedWords = `\u2068${turning}\u2069\u2069`;

test.each(['discord', 'slack'] as const)('%s: words that turn others round do so to nothing of ours', async (chat) => {
  const person = chat === 'discord' ? discordPerson(world, { user: 1 }) : slackPerson(world, { user: 1 });
  await fund(world, person.chatUser, 5);
  if ('imagine' in person && chat === 'discord')
    await (person as ReturnType<typeof discordPerson>).imagine({ prompt: turning });
  else await (person as ReturnType<typeof slackPerson>).imagine(turning);
  await person.sees('the picture', (({ images }: { images: unknown[] }) => images.length === 1) as never);
  for (const [command, shown] of [
    ['credits', `1 picture with flux-schnell: “${isolatedWords}”`],
    ['history', `1. ${isolatedWords}`],
  ] as const) {
    await person.run(command);
    const isIt = ({ text }: { text: string }) => text.includes(shown);
    expect(await person.sees(command, isIt as never)).toBeTruthy();
  }
});
