import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { grantCredits } from '#core/credits/grant.ts';
import { webPerson } from './account-person.ts';
import { askedFor } from './asked-for.ts';
import { chatNames, chatPerson } from './chat-person.ts';
import { discordPerson } from './discord-person.ts';
import { fund } from './fund.ts';
import { linkChat } from './link-chat.ts';
import { slackPerson } from './slack-person.ts';
import { stageWorld } from './stage-world.ts';

const world = stageWorld();

type SlackPerson = ReturnType<typeof slackPerson>;

/** The form that /imagine alone opens, or another command. */
async function opened(ada: SlackPerson, type = () => ada.imagine('')) {
  const before = ada.people.view(ada.user.id);
  if (before) await ada.people.closeView({ userId: ada.user.id, viewId: before.id, all: true });
  await type();
  const view = await ada.people.until(() => ada.people.view(ada.user.id), 30_000, 'the form');
  const block = (id: string) => view.blocks.find((each) => each.block_id === id);
  return { view, block, text: JSON.stringify(view.blocks) };
}

/** Those of the commands that have a model of their own. */
const ofOwnModels = async (ada: SlackPerson) => [
  await opened(ada, () => ada.run('animate')),
  await opened(ada, () => ada.run('tiles')),
];

const chosen = (block: unknown) =>
  (block as { element: { initial_option?: { value: string } } }).element.initial_option;

test('slack: the form of /imagine opens with what is usual, says the total and the balance, and asks only what it can use', async () => {
  const ada = slackPerson(world(), { user: 2 });
  const balance = await fund(world(), ada.chatUser, 50);
  const form = await opened(ada);
  expect(chosen(form.block('model'))?.value).toBe('flux-schnell');
  expect(chosen(form.block('size'))?.value).toBe('square');
  expect(chosen(form.block('format'))?.value).toBe('best');
  // The total is said below: what is chosen keeps its label while it changes.
  expect(JSON.stringify(form.block('model'))).toContain('1 credit an image');
  expect(JSON.stringify(form.block('size'))).toContain('square · 1:1"');
  expect(form.text).toContain(`It costs 1 credit; you have ${balance} credits.`);
  // No team pays for her, and she has no projects.
  for (const { block } of [form, ...(await ofOwnModels(ada))]) {
    expect(block('pay')).toBeUndefined();
    expect(block('project')).toBeUndefined();
    expect(chosen(block('private'))?.value).toBe('no');
  }
});

test('slack: the total follows the model and how many, what was typed stays, and it costs what it said', async () => {
  const ada = slackPerson(world(), { user: 2 });
  const balance = await fund(world(), ada.chatUser, 50);
  await opened(ada);
  await ada.changes('count', '3', `It costs 3 credits (3 × 1); you have ${balance} credits.`);
  const more = '+2 an image per picture after the first';
  await ada.changes('model', 'flux-2-pro', `It costs 18 credits (3 × 6), ${more}; you have ${balance} credits.`);
  await ada.changes(
    'count',
    '9',
    `It makes 1 to 4 images at once. What it costs is said then; you have ${balance} credits.`,
  );
  await ada.changes('count', '2', 'It costs 12 credits (2 × 6)');
  const prompt = `a priced plum ${randomUUID()}`;
  await ada.fillIn({ prompt });
  await ada.sees('the plums', ({ images, text }) => images.length === 2 && text.includes(prompt));
  await expect.poll(async () => (await identify(world().deps, ada.chatUser)).balance).toBe(balance - 12);
});

test('slack: an answer that comes late does not go over a newer one, and a closed form is no mistake', async () => {
  const ada = slackPerson(world(), { user: 2 });
  const { view } = await opened(ada);
  const at = { userId: ada.user.id, viewId: view.id, actionId: 'count' };
  await Promise.all(['2', '3', '4'].map((count) => ada.people.clickInView({ ...at, selected: [count] })));
  const words = () => JSON.stringify(ada.people.view(ada.user.id)?.blocks);
  await expect.poll(words).toContain('It costs');
  const { acknowledged } = await ada.people.clickInView({ ...at, selected: ['1'] });
  await ada.people.closeView({ userId: ada.user.id, viewId: view.id });
  await acknowledged;
});

test('slack: settings, the rule of the place and projects are in it, and Pay where a team can', async () => {
  const ada = slackPerson(world());
  await ada.run('team');
  await ada.sees('the wallet', ({ text }) => text.includes('You manage it'));
  const { walletId } = await world().deps.db.workspace.findFirstOrThrow({ where: { walletId: { not: null } } });
  expect((await opened(ada)).block('pay')).toBeUndefined(); // there was never anything in it
  await grantCredits(world().deps, { walletId: walletId ?? '', origin: 'purchase', amount: 500, key: randomUUID() });
  const form = await opened(ada);
  expect(form.block('pay')).toBeDefined();
  expect(form.text).toContain('your team pays where it can.');
  const web = webPerson(world());
  await web.register('ada.forms@example.com');
  await linkChat(web, ada);
  await web.post('/api/projects', { name: 'Icons', defaults: {} });
  await ada.run('settings --model rd-fast --size wide --results me');
  await ada.sees('them', ({ text }) => text.includes('Changed'));
  const own = await opened(ada);
  expect(chosen(own.block('model'))?.value).toBe('rd-fast');
  expect(chosen(own.block('size'))?.value).toBe('wide');
  await web.post('/api/projects', { name: 'Sprites', defaults: { size: '48x48' } });
  await ada.run('projects use --name Sprites');
  await ada.sees('that it is used', ({ text }) => text.includes('Sprites'));
  expect(chosen((await opened(ada)).block('size'))?.value).toBe('48x48');
  for (const { block } of [own, ...(await ofOwnModels(ada))]) {
    expect(block('pay')).toBeDefined();
    expect(block('project')).toBeDefined();
    expect(chosen(block('private'))?.value).toBe('yes');
  }
});

test.each(chatNames)(
  '%s: New image, Remix, Edit and Use as reference say what they cost and what there is',
  async (chat) => {
    const ada = chatPerson(world(), chat, 1);
    const balance = await fund(world(), ada.chatUser, 60);
    await ada.run('help');
    const help = await ada.sees('I make pictures from words');
    const prompt = `a new plum ${chat}`;
    const opening = await help.fill('New image', { prompt });
    expect(opening).toContain(`you have ${balance} credits`);
    const card = await ada.sees(prompt, 1);
    const remix = await card.fill('Remix…', { prompt: `${prompt} twice`, count: '2' });
    expect(remix).toMatch(/you have \d+ credits/);
    await ada.sees(`${prompt} twice`, 2);
    const edit = await card.fill('Edit…', { instruction: 'At night' });
    expect(edit).toMatch(/It costs 5 credits; you have \d+ credits/);
    await ada.sees('At night', 1);
    const start = await card.fill('Use as reference', { prompt: `${prompt} as a start` });
    expect(start).toMatch(/you have \d+ credits/);
    await ada.sees(`${prompt} as a start`, 1);
    expect(await askedFor(world().deps, prompt)).toHaveLength(1);
  },
);

test('discord: what is suggested says the total for as many as are asked for', async () => {
  const ada = discordPerson(world());
  const offered = await ada.people.autocomplete({
    ...{ userId: ada.user.id, channelId: ada.channel.id, name: 'imagine', focused: 'model' },
    options: { prompt: 'x', count: 4, model: 'flux-2' },
  });
  expect(offered[0]?.name).toContain('24 credits for 4');
});
