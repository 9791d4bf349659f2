import { expect, test } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { noPreferences } from '#core/preferences/preferences.ts';
import { savePreferences } from '#core/preferences/save-preferences.ts';
import type { UploadedFile } from '#sandbox/discord/people.ts';
import { askedFor } from '#test/asked-for.ts';
import { discordPerson } from '#test/discord-person.ts';
import { fund } from '#test/fund.ts';
import { onePixel } from '#test/slack-guild.ts';
import { stageWorld } from '#test/stage-world.ts';

/** What people write to the bot on Discord, where nobody else is. */
const world = stageWorld();

const alone = (user = 0) => {
  const person = discordPerson(world(), { user, channel: 'dm' });
  const at = { userId: person.user.id, channelId: person.channel.id };
  return Object.assign(person, {
    writes: (content: string, files: UploadedFile[] = []) => person.people.say({ ...at, content, files }),
    balance: async () => (await identify(world().deps, person.chatUser)).balance,
    offers: () => person.messages().filter((each) => person.look(each).text.includes('Shall I make this?')),
    offer: (words: string) =>
      person.sees(
        'the offer',
        ({ text, buttons }) => text.includes('Shall I make this?') && text.includes(words) && buttons.length > 0,
      ),
  });
};
const labels = ({ buttons }: { buttons: Array<{ label: string }> }) => buttons.map(({ label }) => label);

test('a prompt is offered with its price, and made where the offer stands once they press, once', async () => {
  const ada = alone();
  const before = await fund(world(), ada.chatUser, 20);
  // A resumed session brings it again.
  world().discord.faults.add({ on: 'EVENT MESSAGE_CREATE', do: { type: 'twice' } });
  ada.writes('a fox & its *knight*');
  const offered = await ada.offer('a fox & its *knight*');
  expect(offered.text).toContain(`1 image by flux-schnell for 1 credit, from your ${before}?`);
  expect(offered.text).toContain('What you write to me costs nothing until you press.');
  expect(labels(offered)).toEqual(['Make it · 1 credit']);
  expect(await ada.balance()).toBe(before);

  await Promise.all([ada.press(offered.message, 'Make it'), ada.press(offered.message, 'Make it')]);
  const made = await ada.sees('the picture', ({ text, images }) => text.includes('a fox & its') && images.length === 1);
  expect(made.message.id).toBe(offered.message.id);
  await ada.sees('that once is enough', ({ text }) => text.includes('You used that already'));
  expect(await askedFor(world().deps, 'a fox & its *knight*')).toHaveLength(1);
  expect(ada.offers()).toEqual([]);
  expect(await ada.balance()).toBe(before - 1);
});

test('a line of /imagine is read with its options, and what does not fit is said', async () => {
  const ada = alone();
  await fund(world(), ada.chatUser, 20);
  ada.writes('/imagine prompt:two owls: one is small model:flux-schnell count:2');
  const offered = await ada.offer('two owls: one is small');
  expect(labels(offered)).toEqual(['Make it · 2 credits']);
  await ada.press(offered.message, 'Make it');
  await ada.sees('both', ({ text, images }) => text.includes('two owls') && images.length === 2);
  const [id = ''] = await askedFor(world().deps, 'two owls: one is small');
  expect(await world().deps.db.generation.findUniqueOrThrow({ where: { id } })).toMatchObject({ count: 2 });
  ada.writes('/imagine prompt:an owl count:9');
  await ada.sees('the limit', ({ text }) => text.includes('Count may be 4 at most'));
  ada.writes('/imagine a heron');
  expect((await ada.offer('a heron')).text).not.toContain('/imagine');
});

test('an offer is for what it said: of other words, or at another price, it is made anew in its place', async () => {
  const ada = alone();
  await fund(world(), ada.chatUser, 20);
  const said = ada.writes('a cheap owl');
  const cheap = await ada.offer('a cheap owl');
  const { identityId } = await identify(world().deps, ada.chatUser);
  const settings = { ...noPreferences, model: 'nano-banana' };
  await savePreferences(world().deps, { userId: null, identityId }, settings);
  await ada.press(cheap.message, 'Make it');
  const dear = await ada.sees('the new price', ({ buttons }) => buttons[0]?.label === 'Make it · 5 credits');
  expect(dear.message.id).toBe(cheap.message.id);
  await savePreferences(world().deps, { userId: null, identityId }, { ...settings, model: null });
  expect(await askedFor(world().deps, 'a cheap owl')).toEqual([]);
  ada.people.deleteMessage(said.id);
  await ada.press(dear.message, 'Make it');
  await ada.sees('that it is gone', ({ text }) => text.includes('I do not find what you wrote'));
});

test('pictures that come with it are those to start from', async () => {
  const ada = alone();
  await fund(world(), ada.chatUser, 20);
  const picture = { filename: 'me.png', contentType: 'image/png', bytes: onePixel() };
  ada.writes('me as words', [picture]);
  const edited = await ada.offer('me as words');
  expect(edited.text).toContain('1 image by nano-banana for 5 credits');
  expect(edited.text).toContain('By nano-banana, as flux-schnell works from words alone');
  ada.writes('/imagine prompt:me again model:flux-schnell', [picture]);
  await ada.sees('the refusal', ({ text }) => text.includes('flux-schnell cannot start from a picture'));
  ada.writes('/imagine prompt:us as mages model:flux-2-pro', [picture, picture]);
  const offered = await ada.offer('us as mages');
  expect(offered.text).toContain('for 8 credits');
  expect(offered.text).toContain('Starts from 2 pictures');
  ada.writes('too many', [picture, picture, picture, picture]);
  await ada.sees('how many', ({ text }) => text.includes('I can start from 3 pictures at most'));
  ada.writes('', [{ filename: 'note.txt', contentType: 'text/plain', bytes: Buffer.from('no picture') }]);
  await ada.sees('that words are missing', ({ text }) => text.includes('Prompt is missing'));
});

test('a mention of us is no part of what is wanted', async () => {
  const ada = alone();
  await fund(world(), ada.chatUser, 20);
  const us = `<@${ada.people.bot.id}>`;
  ada.writes(`${us} a named owl ${us} by night`);
  await ada.press((await ada.offer('a named owl by night')).message, 'Make it');
  await ada.sees('the picture', ({ text, images }) => text.includes('a named owl by night') && images.length === 1);
  expect(await askedFor(world().deps, 'a named owl by night')).toHaveLength(1);
  ada.writes(us);
  await ada.sees('the short help', ({ text }) => text.includes('Tell me what you want to see'));
  ada.writes(`${us} credits`);
  await ada.sees('the balance', ({ text }) => text.includes('The latest changes'));
  expect(ada.offers()).toEqual([]);
});

test.each([
  ['help', /pictures from words|You have/],
  ['upixel help', /pictures from words|You have/],
  ['Credits', /credits/],
  ['/history', /latest requests|Nothing yet|Your earlier requests|Your requests/],
  ['thanks!', /Tell me what you want to see/],
  ['…', /Tell me what you want to see/],
  ['describe', /Type \/describe here/],
  ['/imagine', /Type \/imagine here/],
])('“%s” is answered in words, and offers nothing', async (words, says) => {
  const grace = alone(1);
  await fund(world(), grace.chatUser, 5);
  const before = await grace.balance();
  grace.writes(words);
  await grace.sees('the answer', ({ text }) => says.test(text.replaceAll('`', '')));
  expect(grace.offers()).toEqual([]);
  expect(await grace.balance()).toBe(before);
});

test('nobody is answered in a server, nor is the bot itself; who cannot pay hears so at once', async () => {
  const edsger = alone(2);
  const guild = discordPerson(world(), { user: 2 });
  const bot = guild.people.bot.id;
  guild.people.say({ userId: guild.user.id, channelId: guild.channel.id, content: `<@${bot}> a fox in public` });
  edsger.writes('/imagine prompt:a dear fox model:flux-2-pro count:4');
  const refused = await edsger.sees('that it is too dear', ({ text }) => text.includes('Not enough credits'));
  expect(refused.text).toContain('4 images by flux-2-pro');
  expect(labels(refused)).toEqual(['Get credits']);
  // What was written before is answered before it, or never.
  edsger.writes('thanks');
  await edsger.sees('the answer', ({ text }) => text.includes('Tell me what you want to see'));
  expect(guild.messages().filter(({ author }) => author.id === bot)).toEqual([]);
  expect(edsger.messages().filter(({ author }) => author.id === bot)).toHaveLength(2);
});

test('a picture without a word is asked about, and not refused', async () => {
  const ada = alone();
  ada.writes('', [{ filename: 'fox.png', contentType: 'image/png', bytes: onePixel() }]);
  const asked = await ada.sees('the question', ({ text }) => text.includes('What shall I make of it?'));
  expect(asked.text).toContain('Nothing was made and nothing was taken');
});
