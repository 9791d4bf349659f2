import { expect, test } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { webPerson } from './account-person.ts';
import { askedFor } from './asked-for.ts';
import { chatNames, chatPerson } from './chat-person.ts';
import { discordPerson } from './discord-person.ts';
import { fund } from './fund.ts';
import { linkChat } from './link-chat.ts';
import { slackPerson } from './slack-person.ts';
import { stageWorld } from './stage-world.ts';

/** After a refusal people have all that they wrote, as they would type it, and nothing of it was done. */
const world = stageWorld();

const typed = { Discord: 'prompt:', Slack: '' };

test.each(chatNames)('%s: a refused command comes back with all its options', async (chat) => {
  const ada = chatPerson(world(), chat);
  await fund(world(), ada.chatUser, 20);
  const prompt = `a fox with a map ${chat}`;
  await ada.imagine(prompt, { model: 'rd-fast', size: 'widee', seed: 7, negative: 'cars' });
  const { text, isPrivate } = await ada.sees('is nearest to wide');
  expect(isPrivate).toBe(true);
  expect(text).toContain('What you typed:');
  expect(text).toContain(
    {
      Discord: `/imagine prompt:${prompt} model:rd-fast size:widee seed:7 negative:cars`,
      Slack: `/imagine ${prompt} --model rd-fast --size widee --seed 7 --negative cars`,
    }[chat],
  );
  expect(await askedFor(world().deps, prompt)).toEqual([]);
});

test.each(chatNames)('%s: what a form was sent with comes back as a command', async (chat) => {
  const ada = chatPerson(world(), chat);
  await fund(world(), ada.chatUser, 20);
  const prompt = `an owl ${chat}`;
  await ada.imagine(prompt);
  const card = await ada.sees(prompt, 1);
  await card.fill('Remix…', { prompt: `${prompt} — at night`, model: 'flux-2-pro', count: '4' });
  const { text } = await ada.sees(/have \d+ credits[\s\S]*at night/);
  expect(text).toContain('Nothing was made');
  expect(text).toContain(
    {
      Discord: `/imagine prompt:${prompt} — at night model:flux-2-pro size:square count:4 seed:`,
      Slack: '/imagine --model flux-2-pro --size square --count 4 --seed ',
    }[chat],
  );
  expect(text).toContain(`${typed[chat]}${prompt} — at night`);
});

test.each(chatNames)('%s: settings of which one is wrong are left as they are, and all come back', async (chat) => {
  const ada = chatPerson(world(), chat, 1);
  await fund(world(), ada.chatUser, 1);
  await ada.run('settings', { model: 'flux-shnell', size: 'wide' });
  const { text } = await ada.sees('I do not know a model');
  expect(text).toContain('Did you mean flux-schnell?');
  expect(text).toContain('Nothing was changed.');
  expect(text).toContain(
    {
      Discord: '/settings model:flux-shnell size:wide',
      Slack: '/upixel settings --model flux-shnell --size wide',
    }[chat],
  );
  await ada.run('settings');
  expect((await ada.sees('Your settings')).text).toMatch(/Shape: square/);
});

test.each(chatNames)('%s: a report of what is no link to a message reports nothing', async (chat) => {
  const ada = chatPerson(world(), chat);
  await fund(world(), ada.chatUser, 5);
  const prompt = `a cat that nobody minds ${chat}`;
  await ada.imagine(prompt);
  await ada.sees(prompt, 1);
  const command = { Discord: '/report', Slack: '/upixel report' }[chat];
  const slackLink = 'https://pixel-guild.slack.com/archives/C0ELSEWHERE/p1700000000000100';
  const elsewhere = { Discord: 'https://discord.com/channels/1/2/123456789', Slack: slackLink }[chat];
  for (const [message, words] of [
    ['nonsense', /“nonsense” is no link to a message. Nothing was reported/],
    ['https://example.com/cat', /“https:..example.com.cat” is no link to a message. Nothing was reported/],
    [elsewhere, /There is no picture of mine there[\s\S]*Nothing was noted/],
  ] as const) {
    await ada.run('report', { reason: 'hate', message });
    const { text, isPrivate } = await ada.sees(words);
    expect(isPrivate).toBe(true);
    expect(text).toContain(command);
    expect(text).toContain(message);
  }
  expect(await world().deps.db.report.count()).toBe(0);
});

test.each(chatNames)('%s: who may make images is what a refused rule is about', async (chat) => {
  const ada = chatPerson(world(), chat);
  await ada.run('setup', { who: 'everybody' });
  const { text } = await ada.sees('“everybody” here');
  expect(text).toContain('Who may make images here was not changed.');
  expect(text).toContain({ Discord: '/setup who:everybody', Slack: '/upixel setup --who everybody' }[chat]);
  await ada.run('setup', { who: 'nobody', images: 3 });
  expect((await ada.sees('“nobody” here')).text).toContain(
    'Nothing was changed: neither who may make images here nor the images a day.',
  );
  await ada.run('setup', { images: 0 });
  await ada.sees('no limit (0): as many images as somebody has credits for');
  await ada.run('admin', { what: 'block' });
  expect((await ada.sees('Person is missing')).text).toContain('Nothing was changed.');
});

test.each(chatNames)('%s: a line with a fence or an override comes back as it was typed', async (chat) => {
  const ada = chatPerson(world(), chat);
  await ada.imagine(`a \u202efox \`\`\` here ${chat}`, { size: 'widee' });
  const { text } = await ada.sees('is nearest to wide');
  const [end, size] = { Discord: ['\u202c', 'size:widee'], Slack: ['', '--size widee'] }[chat];
  // In Slack's text of a message a box stands between fences, which is how it is looked at.
  const fence = { Discord: '```', Slack: '' }[chat];
  expect(text).toContain(`a \u202efox ${fence} here ${chat}${end} ${size}`);
});

test.each(chatNames)('%s: a refused Remix says where the picture is that its line has not', async (chat) => {
  const ada = chatPerson(world(), chat);
  await fund(world(), ada.chatUser, 60);
  const prompt = `a pond to begin with ${chat}`;
  await ada.imagine(prompt);
  await (await ada.sees(prompt, 1)).fill('Use as reference', { prompt: `${prompt}, frozen` });
  await (await ada.sees(`${prompt}, frozen`, 1)).fill('Remix…', { model: 'flux-schnell' });
  const { text } = await ada.sees('What you remix begins with a picture, which it keeps');
  expect(text).toContain('the picture that it begins with: Remix… on its card still has it');
});

test('Discord: what was wrong is corrected in a form that has all of it', async () => {
  const ada = chatPerson(world(), 'Discord');
  await fund(world(), ada.chatUser, 20);
  await ada.imagine('a fox size:small', { model: 'flux-schnell', size: 'widee', count: 2 });
  const form = await (await ada.sees('is nearest to wide')).fill('Correct…', { size: 'wide' });
  expect(form).toContain('"value":"a fox size:small"');
  expect(form).toContain('Correct what you wrote');
  expect(form).toContain('You wrote “widee”, which does not fit; the nearest is wide');
  expect(form).toContain('"value":"wide"');
  await ada.sees('a fox size:small', 2);
  const [id = ''] = await askedFor(world().deps, 'a fox size:small');
  expect(await world().deps.db.generation.findUniqueOrThrow({ where: { id } })).toMatchObject({
    size: 'wide',
    count: 2,
  });
  // It was used, and says so.
  expect((await ada.sees('You corrected this')).buttons).toEqual([]);
  // What the model is, or does not take, is said in its field, too; refused anew, the refusal before it is closed as well.
  await ada.imagine('a heron', { model: 'flux-shnell' });
  const later = await (await ada.sees('I do not know a model')).fill('Correct…', { model: 'flux-schnel' });
  expect(later).toContain('You wrote “flux-shnell”, which does not fit; the nearest is flux-schnell');
  const anew = await ada.sees(/flux-schnel[^l]/);
  expect((await ada.sees('You corrected this')).buttons).toEqual([]);
  await anew.fill('Correct…', { model: 'flux-schnell' });
  await ada.sees('a heron', 1);
  // Closed by Discord when it is sent, wrong or not.
  const card = await ada.sees('a fox size:small', 2);
  await card.fill('Remix…', { prompt: 'a wolf', count: '9' });
  const again = await (await ada.sees('Count may be 4 at most')).fill('Correct…', { count: '1' });
  expect(again).toContain('"value":"4"');
  await ada.sees('a wolf', 1);
});

test('Discord: what is long, would end its box, or has no field in the usual form is corrected, too', async () => {
  const ada = chatPerson(world(), 'Discord');
  await fund(world(), ada.chatUser, 60);
  const made = async (prompt: string) => {
    await expect.poll(() => askedFor(world().deps, prompt), { timeout: 30_000 }).toHaveLength(1);
    const [id = ''] = await askedFor(world().deps, prompt);
    return world().deps.db.generation.findUniqueOrThrow({ where: { id } });
  };
  const long = `a long story of a fox${' and another fox'.repeat(180)}`;
  await ada.imagine(long, { model: 'fluxx' });
  await ada.sees('What you typed is below');
  const box = await (await ada.sees('a long story of a fox')).fill('Correct…', { model: 'flux-schnell' });
  expect(box).toContain(`"value":"${long}"`);
  expect(box).not.toContain('"description":"What you typed');
  await made(long);
  await ada.imagine('a fox ``` and_a \\ *star* at https://example.com', { model: 'fluxx' });
  const fence = await (await ada.sees('and_a')).fill('Correct…', { model: 'flux-schnell' });
  expect(fence).toContain(JSON.stringify('a fox ``` and_a \\ *star* at https://example.com'));
  await made('a fox ``` and_a \\ *star* at https://example.com');
  await ada.imagine('a heron of few colours', { model: 'rd-fast', size: 'widee', seed: 7, colours: 8 });
  const other = await (await ada.sees('a heron of few colours')).fill('Correct…', { size: '64x64' });
  expect(other).toMatch(/"custom_id":"seed"[^}]*"value":"7"/);
  expect(await made('a heron of few colours')).toMatchObject({
    model: expect.stringContaining('rd-fast'),
    seed: 7,
    size: '64x64',
  });
  // Where no form holds all of it, it says so.
  const many = { model: 'rd-fast', size: 'widee', seed: 7, colours: 8, count: 2, background: 'none' };
  await ada.imagine('a stork', many);
  const none = await ada.sees(/A form has no room for all of it[\s\S]*a stork/);
  expect(none.buttons).toEqual([]);
  await ada.imagine(`an endless story${' of a fox'.repeat(430)}`, { model: 'fluxx' });
  expect((await ada.sees('It fills more than one message')).buttons).toEqual([]);
});

test.each(chatNames)(
  '%s: colours that are none are given back, and make a palette once they are some',
  async (chat) => {
    const ada = chatPerson(world(), chat);
    const web = webPerson(world());
    await web.register(`${chat.toLowerCase()}@example.com`);
    await linkChat(web, chat === 'Discord' ? discordPerson(world()) : slackPerson(world()));
    await ada.run('palette');
    const written = { colours: 'not a colour in it', name: `Dusk of ${chat}` };
    await (await ada.sees(/palettes/i)).fill('Add one…', written);
    const refused = await ada.sees('That is no palette');
    expect(refused.text).toContain(
      {
        Discord: `/palette what:add colours:not a colour in it name:${written.name}`,
        Slack: `/upixel palette add --colours "not a colour in it" --name "${written.name}"`,
      }[chat],
    );
    if (chat === 'Discord') {
      const form = await refused.fill('Correct…', { colours: '1a1c2c f4f4f4' });
      expect(form).toContain(written.name);
    } else await ada.run('palette', { what: 'add', colours: '1a1c2c f4f4f4', name: written.name });
    await ada.sees(written.name);
    await expect.poll(() => world().deps.db.palette.count(), { timeout: 30_000 }).toBe(chat === 'Discord' ? 1 : 2);
  },
);

test('Discord: what only the request found is said in the form, at the words', async () => {
  const grace = chatPerson(world(), 'Discord', 1);
  const before = await fund(world(), grace.chatUser, 20);
  await grace.imagine('a dear heron', { model: 'flux-2-pro', count: 4 });
  const form = await (await grace.sees('Not enough credits')).fill('Correct…', { model: 'flux-schnell', count: '1' });
  expect(form).toMatch(/"description":"Not enough credits: flux-2-pro costs 24 credits/);
  await grace.sees('a dear heron', 1);
  expect((await identify(world().deps, grace.chatUser)).balance).toBe(before - 1);
});

test('Slack: what the model does not take is said in its field, and the form stays with all that was typed', async () => {
  const ada = slackPerson(world());
  await fund(world(), ada.chatUser, 20);
  await ada.imagine('');
  const refused = await ada.fillIn({ prompt: 'a mole', model: 'nano-banana', seed: '7' });
  expect(refused).toMatchObject({
    closed: false,
    errors: { seed: expect.stringContaining('nano-banana takes no seed') },
  });
  expect(await askedFor(world().deps, 'a mole')).toEqual([]);
});

test.each(chatNames)('%s: who was blocked meanwhile has back what they wrote in a form', async (chat) => {
  const ada = chatPerson(world(), chat, 2);
  await fund(world(), ada.chatUser, 20);
  await ada.imagine(`a kept crow ${chat}`);
  const card = await ada.sees(`a kept crow ${chat}`, 1);
  const { identityId: id } = await identify(world().deps, ada.chatUser);
  const block = () => world().deps.db.identity.update({ where: { id }, data: { blockedAt: new Date() } });
  await card.fill('Remix…', { prompt: `a crow that took long to write ${chat}` }, block);
  const told = await ada.sees('You are blocked here');
  expect(told.text).toContain('Nothing was done and nothing was taken.');
  expect(told.text).toContain(`a crow that took long to write ${chat}`);
  expect(told.buttons).toEqual([]);
  await ada.run('settings', { size: 'wide' });
  await ada.sees(/Nothing was done.*settings/s);
});

test('Slack: what was typed stands in the form that asks for the rest, or is refused before it opens', async () => {
  const ada = slackPerson(world());
  await fund(world(), ada.chatUser, 20);
  const { people, user } = ada;
  const stillOpen = people.view(user.id);
  if (stillOpen) await people.closeView({ userId: user.id, viewId: stillOpen.id, all: true });
  const opened = async (typed: string) => {
    await ada.imagine(typed);
    const view = await people.until(() => people.view(user.id), 30_000, `the form for ${typed}`);
    await people.closeView({ userId: user.id, viewId: view.id });
    return Object.fromEntries(
      view.blocks.map(({ block_id: id, element }) => [
        id,
        (element as { initial_option?: { value: string } } | undefined)?.initial_option?.value,
      ]),
    );
  };
  expect(await opened('--model RD-Fast --size Wide --format PNG')).toMatchObject({
    ...{ model: 'rd-fast', size: 'wide', format: 'png' },
  });
  // Nobody suggests these, and they are meant all the same.
  expect(await opened('--model rd-fast --palette 1a1c2c,f4f4f4 --reference upixel-1a2b3c4d-2')).toMatchObject({
    ...{ palette: '1a1c2c,f4f4f4', reference: 'upixel-1a2b3c4d-2' },
  });
  for (const [typed, says] of [
    ['--model fluks', 'Did you mean flux-schnell?'],
    ['--count 9', 'Count may be 4 at most'],
    ['--size widee', 'is nearest to wide'],
    [`--model rd-fast --palette ${'1a1c2c,'.repeat(30)}f4f4f4`, 'Palette is longer than a form takes'],
  ] as const) {
    await ada.imagine(typed);
    const seen = await ada.sees('the refusal', ({ text }) => text.includes(says));
    expect(seen.text).toContain(`/imagine ${typed}`);
    expect(people.view(user.id)).toBeUndefined();
  }
});
