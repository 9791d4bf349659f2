import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { noPreferences } from '#core/preferences/preferences.ts';
import { savePreferences } from '#core/preferences/save-preferences.ts';
import { lookAtSlack } from '#sandbox/look/slack.ts';
import { askedFor, promptOf } from '#test/asked-for.ts';
import { createTestDatabase } from '#test/database.ts';
import { mentionAndMake, offerFor, pressOffer } from '#test/mention.ts';
import { onePixel, slackGuild } from '#test/slack-guild.ts';
import { startWorld, type World } from '#test/world.ts';

// The bots alone: what they answer, and what they leave for the worker.
let world: World;
const { balance, beginAnew, chatUser, everything, forget, generations, guild, isNew, people, sees, type } = slackGuild(
  () => world,
);
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { roles: ['bots'] });
});
afterAll(() => world.close());
beforeEach(beginAnew);

/** What Ada writes to the bot in #art. */
const mention = (text: string, more: { files?: File[]; threadTs?: string } = {}) =>
  people().mention({ userId: guild().ada, channelId: guild().art, text, ...more });
const make = (text: string, more: { files?: File[]; threadTs?: string } = {}) =>
  mentionAndMake(people(), { userId: guild().ada, channelId: guild().art, text, ...more });
type File = { filename: string; contentType: string; bytes: Buffer };

test('a mention is offered with its price to who wrote it, and made where it was written once they press, once', async () => {
  const { ada, grace, art } = guild();
  const held = await balance();
  const said = await mention('a fox on a hill --count 2');
  const offer = await sees('the offer', ({ text }) => text.includes('Shall I make this?'));
  expect(offer.message).toMatchObject({ channel: art, ephemeralFor: ada });
  expect(offer.text).toContain('a fox on a hill --count 2');
  expect(offer.text).toContain('2 images by flux-schnell for 2 credits, from your 20?');
  expect(offer.buttons.map(({ label }) => label)).toEqual(['Make it · 2 credits']);
  expect(people().messages(art, grace)).not.toContainEqual(expect.objectContaining({ ts: offer.message.ts }));
  expect(await balance()).toBe(held);
  await Promise.all([pressOffer(people(), offer.message, ada), pressOffer(people(), offer.message, ada)]);
  const status = await sees(
    'the status',
    ({ text }, { bot_id, ephemeralFor }) => bot_id && !ephemeralFor && text.includes('flux-schnell × 2'),
  );
  expect(status.message).toMatchObject({ channel: art });
  expect(status.message.ephemeralFor).toBeUndefined();
  // However much later, and also if Slack's own key of the message were another; unless the second press has closed it.
  await pressOffer(people(), offer.message, ada).catch(() => undefined);
  await sees(
    'that it was used',
    ({ text }, { ephemeralFor }) => ephemeralFor && text.includes('You used that already'),
  );
  expect(await askedFor(world.deps, 'a fox on a hill')).toHaveLength(1);
  expect((await generations()).at(-1)?.requestKey).toBe(`slack:${art}/${said.ts}`);
  expect(await balance()).toBe(held - 2);
});

test('who was blocked since, and who cannot pay, make nothing of it, and hear so', async () => {
  const { ada } = guild();
  await mention('a fox to block --count 4 --model nano-banana');
  const dear = await sees('the offer', ({ text }) => text.includes('from your 20?'));
  expect(dear.buttons.map(({ label }) => label)).toEqual(['Make it · 20 credits']);
  const { identityId } = await identify(world.deps, chatUser());
  await world.deps.db.identity.update({ where: { id: identityId }, data: { blockedAt: new Date() } });
  await pressOffer(people(), dear.message, ada);
  await sees('that she is blocked', ({ text }, { ephemeralFor }) => ephemeralFor === ada && /blocked/.test(text));
  await world.deps.db.identity.update({ where: { id: identityId }, data: { blockedAt: null } });
  expect(await askedFor(world.deps, 'a fox to block')).toEqual([]);
  await make('a fox first');
  await sees(
    'the status',
    ({ text }, { bot_id, ephemeralFor }) => bot_id && !ephemeralFor && text.includes('flux-schnell'),
  );
  await mention('a fox too dear --count 4 --model nano-banana');
  const poor = await sees('that she cannot', ({ text }) => text.includes('Not enough credits'));
  expect(poor.text).toContain('4 images by nano-banana: that costs 20 credits, and you have 19 credits.');
  expect(poor.text).toContain('Or link an account: the Free plan brings');
  expect(poor.buttons.map(({ label }) => label)).toEqual(['Get credits']);
});

test('where Slack shows her nothing alone the offer comes directly, and what is made comes where she asked', async () => {
  const { ada, art } = guild();
  const body = { ok: false, error: 'user_not_in_channel' };
  world.slack.faults.add({ on: 'chat.postEphemeral', do: { type: 'answer', status: 200, body } });
  await mention('a far fox');
  const offer = await sees('the offer', ({ text }) => text.includes('Shall I make this?'));
  expect(offer.message.channel).toBe(people().dmChannelId(ada));
  await pressOffer(people(), offer.message, ada);
  const status = await sees('the status', ({ text }, { channel }) => channel === art && text.includes('flux-schnell'));
  expect(status.message.ephemeralFor).toBeUndefined();
});

test('whoever wants results for themselves alone has what they asked for by a mention directly', async () => {
  const { ada } = guild();
  const { identityId } = await identify(world.deps, chatUser());
  await savePreferences(world.deps, { userId: null, identityId }, { ...noPreferences, resultsFor: 'me' });
  await make('a shy fox');
  const status = await sees('the status', ({ text }) => text.includes('a shy fox') && text.includes('flux-schnell · '));
  await savePreferences(world.deps, { userId: null, identityId }, noPreferences);
  expect(status.message.channel).toBe(people().dmChannelId(ada));
});

test.each([
  ['help', /pictures from words|You have/],
  ['upixel help', /pictures from words|You have/],
  ['Credits', /credits/],
  ['/upixel history', /latest requests|Nothing yet/],
  ['thanks!', /Tell me what you want to see/],
  ['Hi', /Tell me what you want to see/],
  ['!?', /Tell me what you want to see/],
  ['', /Tell me what you want to see/],
  ['describe', /\/upixel describe/],
])('“@UPixel %s” and the same written directly are answered in words, and offer nothing', async (words, says) => {
  const { ada } = guild();
  const held = await balance();
  const isAnswer = ({ text }: { text: string }, { ephemeralFor }: { ephemeralFor?: string }) =>
    ephemeralFor === ada && says.test(text);
  await mention(words);
  const { message, buttons } = await sees('the answer', isAnswer);
  expect(buttons.map(({ label }) => label).filter((label) => label.startsWith('Make it'))).toEqual([]);
  forget(message);
  await people().mention({ userId: ada, channelId: people().dmChannelId(ada), text: words });
  const direct = await sees('the direct answer', isAnswer);
  expect(direct.message.channel).toBe(people().dmChannelId(ada));
  expect(await balance()).toBe(held);
});

test('a mention in a thread is answered in the thread, once, however often it is delivered', async () => {
  const { ada, art } = guild();
  const parent = await mention('good morning');
  const earlier = (await generations()).length;
  world.slack.faults.add({ on: 'EVENT app_mention', do: { type: 'twice' } });
  const said = await make('an owl in a thread --count 2', { threadTs: parent.ts });
  expect(await offerFor(people(), said, ada)).toMatchObject({ thread_ts: parent.ts, ephemeralFor: ada });
  const inThread = () => people().thread(art, parent.ts, ada);
  const status = await people().until(
    () => inThread().find((each) => each.bot_id && !each.ephemeralFor && lookAtSlack(each).text.includes('an owl')),
    30_000,
  );
  expect(lookAtSlack(status).text).toBeTruthy();
  await expect.poll(async () => promptOf(world.deps, (await generations()).at(-1))).toBe('an owl in a thread');
  expect(await askedFor(world.deps, 'an owl in a thread')).toHaveLength(1);
  expect((await generations()).length - earlier).toBe(1);
});

test('what is refused or answered in words is so once, though Slack delivers it again', async () => {
  const { ada } = guild();
  world.slack.faults.add({ on: /^EVENT (app_mention|message)$/, do: { type: 'twice' }, times: 2 });
  await mention('a fox --colour red');
  await sees('the refusal', ({ text }) => text.includes('There is no flag --colour'));
  await people().mention({ userId: ada, channelId: people().dmChannelId(ada), text: 'a wolf' });
  await sees('the answer', ({ text }) => text.includes('Shall I make this?'));
  // Everything before it is answered by now.
  await type('a sign of life');
  await sees(
    'the status',
    ({ text }, { bot_id, ephemeralFor }) => bot_id && !ephemeralFor && text.includes('a sign of life'),
  );
  const answers = everything().filter((each) => isNew(each) && each.ephemeralFor);
  expect(answers).toHaveLength(2);
});

test('a mention that is edited is not made again, in whatever order Slack tells of it', async () => {
  const { ada, art } = guild();
  const made = async (prompt: string) =>
    world.deps.db.generation.count({
      where: { id: { in: await askedFor(world.deps, (words) => words.includes(prompt)) } },
    });
  const { ts } = await make('a fox with a typo');
  await sees(
    'the status',
    ({ text }, { bot_id, ephemeralFor }) => bot_id && !ephemeralFor && text.includes('a fox with a typo'),
  );
  const held = await balance();
  const bot = people().workspaces[0]?.botUserId;
  await people().edit({ userId: ada, channelId: art, ts, text: `<@${bot}> a fox without the tpyo` });
  world.slack.faults.add({ on: 'EVENT app_mention', do: { type: 'late', ms: 150 } });
  const late = await mention('a slow wolf');
  await people().edit({ userId: ada, channelId: art, ts: late.ts, text: `<@${bot}> a slower wolf` });
  await pressOffer(people(), await offerFor(people(), late, ada), ada);
  await sees(
    'the status',
    ({ text }, { bot_id, ephemeralFor }) => bot_id && !ephemeralFor && text.includes('a slow wolf'),
  );
  expect([await made('typo'), await made('tpyo'), await made('wolf')]).toEqual([1, 0, 1]);
  expect(await balance()).toBe(held - 1);
});

test('pictures that come with a mention are those to start from, of whatever type, as many as the model takes', async () => {
  // The worker learns the type from the bytes.
  const picture = { filename: 'me', contentType: 'application/octet-stream', bytes: onePixel() };
  const files = [picture];
  await make('me as a mage --model nano-banana', { files });
  await sees(
    'the status',
    ({ text }, { bot_id, ephemeralFor }) => bot_id && !ephemeralFor && text.includes('me as a mage'),
  );
  expect((await generations()).at(-1)?.referenceUrl).toMatch(/\/files-pri\/.*me$/);
  const held = await balance();
  await mention('us as mages --model flux-2-pro', { files: [picture, picture] });
  const offered = await sees('the offer', ({ text, buttons }) => text.includes('us as mages') && buttons.length > 0);
  expect(offered.text).toContain('1 image by flux-2-pro for 8 credits, from your 15?\nStarts from 2 pictures');
  await mention('we as mages --model nano-banana', { files: [picture, picture] });
  await sees('the offer', ({ text }) => text.includes('we as mages') && text.includes('Starts from 2 pictures'));
  await mention('us as words --model flux-kontext-pro', { files: [picture, picture] });
  const refused = await sees('the refusal', ({ text }) => text.includes('flux-kontext-pro starts from one picture'));
  expect(refused.text).toContain('/imagine us as words --model flux-kontext-pro');
  await mention('a note --model flux-2-pro', {
    files: [picture, { filename: 'note.txt', contentType: 'text/plain', bytes: Buffer.from('no picture') }],
  });
  await sees('that one is no picture', ({ text }) => text.includes('It is not a PNG, JPEG, WebP or GIF picture.'));
  await mention('', { files });
  await sees('what to write', ({ text }) => text.includes('What shall I make of it?'));
  await mention('me as words', { files });
  await sees('the offer', ({ text }) => text.includes('By nano-banana, as flux-schnell works from words alone'));
  await mention('me again --model flux-schnell', { files });
  await sees('the refusal', ({ text }, { ephemeralFor }) => ephemeralFor && /cannot start from a picture/.test(text));
  expect(await balance()).toBe(held);
});

test('people, groups and emoji are what they are for whoever reads them', async () => {
  const { ada, grace, art } = guild();
  const group = people().workspaces[0]?.userGroups[0];
  const text = `<@${grace}> and <!subteam^${group?.id}> ride a 🐉 into <#${art}|> or <#${art}> &amp; wave 👋🏼 :our-own:`;
  await make(text);
  const said = 'grace and artists ride a 🐉 into a channel or a channel & wave 👋🏼 :our-own:';
  await sees(
    'the status',
    ({ text: shown }, { bot_id, ephemeralFor }) => bot_id && !ephemeralFor && shown.includes(said),
  );
  await expect.poll(async () => promptOf(world.deps, (await generations()).at(-1))).toBe(said);
  await type('a 🦊 in 🔥');
  await sees('the status', ({ text: shown }, { bot_id }) => bot_id && shown.includes('a 🦊 in 🔥'));
  expect(await promptOf(world.deps, (await generations()).at(-1))).toBe('a 🦊 in 🔥');
  await type('');
  const view = await people().until(() => people().view(ada), 30_000, 'the form');
  await people().submitView({ userId: ada, viewId: view.id, values: { prompt: 'a 🏰 by night' } });
  await sees('the status', ({ text: shown }, { bot_id }) => bot_id && shown.includes('a 🏰 by night'));
});

test('what is written to us directly costs nothing, and is offered with its price, once', async () => {
  const { ada } = guild();
  const held = await balance();
  const channelId = people().dmChannelId(ada);
  const { ts } = await people().mention({ userId: ada, channelId, text: 'a fox & its knight --count 2' });
  const offered = await sees('the offer', ({ text }) => text.includes('Shall I make this?'));
  expect(offered.message).toMatchObject({ channel: channelId, ephemeralFor: ada });
  expect(offered.buttons.map(({ label }) => label)).toEqual(['Make it · 2 credits']);
  await people().edit({ userId: ada, channelId, ts, text: 'a fox and its squire' });
  const reply = await people().mention({ userId: ada, channelId, text: 'a fox in reply', threadTs: ts });
  expect(await offerFor(people(), reply, ada)).toMatchObject({ thread_ts: ts, ephemeralFor: ada });
  expect(await balance()).toBe(held);

  const press = () => pressOffer(people(), offered.message, ada);
  await Promise.all([press(), press()]);
  await sees('the status', ({ text }) => text.includes('a fox & its knight') && text.includes('flux-schnell × 2'));
  expect(await askedFor(world.deps, 'a fox & its knight')).toHaveLength(1);
  const offers = everything().filter((each) => isNew(each) && lookAtSlack(each).text.includes('Shall I make'));
  // The one that was used may say so by now.
  expect(offers.filter((each) => each.ts !== offered.message.ts)).toEqual([]);
  expect(await balance()).toBe(held - 2);

  // At the price of the model in their settings; one that has changed since is offered anew, and nothing is made.
  const { identityId } = await identify(world.deps, chatUser());
  const settings = { ...noPreferences, model: 'nano-banana' };
  await people().mention({ userId: ada, channelId, text: 'a dear owl' });
  const cheap = await sees('the offer', ({ text, buttons }) => text.includes('a dear owl') && buttons.length > 0);
  expect(cheap.buttons[0]?.label).toBe('Make it · 1 credit');
  await savePreferences(world.deps, { userId: null, identityId }, settings);
  await pressOffer(people(), cheap.message, ada);
  await sees(
    'the new offer',
    ({ text, buttons }) => text.includes('a dear owl') && buttons[0]?.label === 'Make it · 5 credits',
  );
  expect(await askedFor(world.deps, 'a dear owl')).toEqual([]);
  await savePreferences(world.deps, { userId: null, identityId }, { ...settings, model: null });
  for (const [words, told] of [
    ['x'.repeat(4_001), 'Prompt may have 4000 characters at most'],
    [randomBytes(1_450).toString('base64'), 'takes some 3,000 characters'],
    ['a fox --count 9', 'That value does not fit'],
    [`<@${people().workspaces[0]?.botUserId}>`, 'Tell me what you want to see'],
  ] as const) {
    await people().mention({ userId: ada, channelId, text: words });
    await sees(told, ({ text }) => text.includes(told));
  }
});

test('a prompt longer than a button holds as it is, is offered and made whole, and the used offer says so', async () => {
  const tale = 'A fox knight in old silver armour stands at the edge of a misty clearing, and lifts her lantern. ';
  const prompt = Array.from({ length: 40 }, (_, at) => `${at}. ${tale}`)
    .join('')
    .slice(0, 3_900)
    .trim();
  await mention(prompt);
  const offered = await sees(
    'the offer',
    ({ text, buttons }) => text.includes('Shall I make this?') && buttons.length > 0,
  );
  await pressOffer(people(), offered.message, guild().ada);
  await sees('that it was used', ({ text }) => text.includes('You agreed to this') && text.includes('for 1 credit'));
  expect(await askedFor(world.deps, prompt)).toHaveLength(1);
});
