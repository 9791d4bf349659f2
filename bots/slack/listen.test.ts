import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { targetOfRow } from '#core/chat/stored-target.ts';
import { noPreferences } from '#core/preferences/preferences.ts';
import { savePreferences } from '#core/preferences/save-preferences.ts';
import type { Look } from '#sandbox/look/discord.ts';
import { lookAtSlack } from '#sandbox/look/slack.ts';
import type { SeenMessage } from '#sandbox/slack/people.ts';
import { askedFor, promptOf } from '#test/asked-for.ts';
import { createTestDatabase } from '#test/database.ts';
import { fund } from '#test/fund.ts';
import { startWorld, type World } from '#test/world.ts';

// The bots alone: what they answer, and what they leave for the worker.
let world: World;
let before: Set<string>;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { roles: ['bots'] });
});
afterAll(() => world.close());

const people = () => world.slack.people;
const guild = () => {
  const [workspace] = people().workspaces;
  if (!workspace) throw new Error('no workspace');
  const [ada, grace] = workspace.users.map(({ id }) => id);
  const channel = (name: string) => workspace.channels.find((each) => each.name === name)?.id ?? '';
  return { teamId: workspace.id, ada: ada ?? '', grace: grace ?? '', art: channel('art'), channel };
};
const chatUser = (userId = guild().ada) => ({ platform: 'slack', teamId: guild().teamId, userId }) as const;
const balance = async (userId?: string) => (await identify(world.deps, chatUser(userId))).balance;
const generations = () =>
  world.deps.db.generation.findMany({
    include: { delivery: { include: { target: true } } },
    orderBy: { createdAt: 'asc' },
  });
/** Where the request of this number is shown, -1 for the last. */
async function delivery(number: number) {
  const { messageId, target } = (await generations()).at(number)?.delivery ?? {};
  return { messageId, target: target ? await targetOfRow(world.deps, target) : undefined };
}

beforeEach(async () => {
  world.slack.faults.clear();
  await world.deps.db
    .$executeRaw`UPDATE generations SET status = 'canceled', finished_at = now() WHERE finished_at IS NULL`;
  await fund(world, chatUser(), 20);
  before = new Set(everything().map(({ ts }) => ts));
});

/** All that Ada sees, in any channel. */
function everything(): SeenMessage[] {
  const { ada, channel } = guild();
  const names = ['general', 'art', 'random', 'secret-lab'];
  return [...names.flatMap((name) => people().messages(channel(name), ada)), ...people().dms(ada)];
}

async function sees(what: string, matches: (look: Look, message: SeenMessage) => unknown) {
  const find = () => {
    const message = everything().findLast((each) => !before.has(each.ts) && matches(lookAtSlack(each), each));
    return message && { message, ...lookAtSlack(message) };
  };
  try {
    return await people().until(find, 5_000, what);
  } catch (error) {
    const seen = everything().filter(({ ts }) => !before.has(ts));
    throw new Error(`${String(error)} Seen instead: ${JSON.stringify(seen.map((each) => lookAtSlack(each).text))}`);
  }
}

const type = (text: string, options: { command?: string; channelId?: string } = {}) =>
  people().runCommand({ userId: guild().ada, channelId: guild().art, command: '/imagine', text, ...options });

test('a command is acknowledged, held and shown where it was typed', async () => {
  const earlier = (await generations()).length;
  const held = await balance();
  const { acknowledged } = await type('a fox & a <knight> —count 2 --seed 7');
  expect(await acknowledged).toMatchObject({ status: 200, body: '' });
  const status = await sees('the status', ({ text }) => text.includes('a fox & a <knight>'));
  expect(status.text).toContain('flux-schnell × 2 · 2 credits · for ada');
  expect(status.message.ephemeralFor).toBeUndefined();
  const row = (await generations())[earlier];
  expect(row).toMatchObject({ count: 2, seed: 7 });
  expect(await promptOf(world.deps, row)).toBe('a fox & a <knight>');
  await expect
    .poll(() => delivery(earlier))
    .toMatchObject({ messageId: status.message.ts, target: { channelId: guild().art, userId: guild().ada } });
  expect(await balance()).toBe(held - 2);
});

test('without words a form opens; it suggests models with prices, and what is sent with it is made', async () => {
  const { ada, art } = guild();
  await type('--count 2');
  const view = await people().until(() => people().view(ada), 5_000, 'the form');
  const suggested = await people().suggest({ userId: ada, viewId: view.id, actionId: 'model', value: 'pixel' });
  expect(suggested.length).toBeGreaterThan(0);
  for (const { text } of suggested) expect(text).toMatch(/\d+ credits?/);
  await people().suggest({ userId: ada, viewId: view.id, actionId: 'size', value: 'wi' });
  const values = { prompt: '   ', model: suggested[0]?.value ?? '', size: 'wide' };
  const refused = await people().submitView({ userId: ada, viewId: view.id, values });
  expect(refused.errors?.prompt).toBeTruthy();
  const sent = await people().submitView({
    userId: ada,
    viewId: view.id,
    values: { ...values, prompt: 'a pixel owl', seed: '11' },
  });
  expect(sent.closed).toBe(true);
  const status = await sees('the status', ({ text }) => text.includes('a pixel owl'));
  expect(status.message.channel).toBe(art);
  expect(status.text).toContain(`${suggested[0]?.value} × 2`);
  expect((await generations()).at(-1)).toMatchObject({ size: 'wide', count: 2, seed: 11 });
});

test('a picture is added in the form or by its id, but not one that is somebody else’s', async () => {
  const { ada, grace, art, channel } = guild();
  const picture = { filename: 'me', contentType: 'application/octet-stream', bytes: png() };
  await type('');
  const view = await people().until(() => people().view(ada), 5_000, 'the form');
  const values = { prompt: 'me as a knight', image: [picture], model: 'nano-banana' };
  await people().suggest({ userId: ada, viewId: view.id, actionId: 'model', value: 'nano' });
  await people().submitView({ userId: ada, viewId: view.id, values });
  await sees('the status', ({ text }) => text.includes('me as a knight'));
  // Held, with Slack's address of the picture; the worker fetches it.
  expect((await generations()).at(-1)).toMatchObject({
    inputImageKey: null,
    referenceUrl: expect.stringMatching(/me$/),
  });

  const own = await people().upload({ userId: ada, channelId: channel('general'), ...picture });
  await type(`me as a queen --model nano-banana --image ${own.id}`);
  await sees('the status', ({ text }) => text.includes('me as a queen'));
  const theirs = await people().upload({ userId: grace, channelId: channel('secret-lab'), ...picture });
  await type(`me as a thief --model nano-banana --image ${theirs.id}`, { channelId: art });
  await sees('the refusal', ({ text }, { ephemeralFor }) => ephemeralFor && /cannot see that picture/.test(text));
});

/** One transparent pixel. */
const png = () =>
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  );

test('flags that are not understood are answered in private, with how it goes, and cost nothing', async () => {
  const held = await balance();
  await type('a fox --colour red --count many');
  const answer = await sees('the answer', (_look, { ephemeralFor }) => ephemeralFor === guild().ada);
  expect(answer.text).toContain('There is no flag --colour. --count takes a whole number, not “many”.');
  expect(answer.text).toContain('/imagine <prompt> [--model');
  expect(answer.text).toContain('a fox --colour red --count many');
  before.add(answer.message.ts);
  await type('a fox --count 9');
  expect((await sees('the answer', (_look, { ephemeralFor }) => ephemeralFor)).text).toContain('count');
  for (const [typed, told] of [
    ['a fox --sise wide', 'There is no flag --sise, but --size'],
    [
      'a fox --size tal',
      'size must be one of square, portrait, landscape, tall, wide, or pixels such as 64x64; “tal” is nearest to tall',
    ],
    ['a fox --model fluxschnell', 'Did you mean flux-schnell?'],
  ] as const) {
    await type(typed);
    await sees(told, ({ text }, { ephemeralFor }) => ephemeralFor && text.includes(told));
  }
  await type('histroy', { command: '/upixel' });
  await sees('the nearest command', ({ text }) => text.includes('Did you mean history?'));
  expect(await balance()).toBe(held);
});

test('every other command is a word after /upixel, and help lists them all', async () => {
  await type('help', { command: '/upixel' });
  const help = await sees('help', (_look, { ephemeralFor }) => ephemeralFor);
  for (const line of ['/imagine', '/upixel history']) expect(help.text).toContain(line);
  before.add(help.message.ts);
  await type('history', { command: '/upixel' });
  await sees('history', ({ text }, { ephemeralFor }) => ephemeralFor && /latest requests|Nothing yet/.test(text));
});

test('where the bot is not it joins, or writes to the person and says so', async () => {
  const { channel, ada } = guild();
  await type('a public owl', { channelId: channel('random') });
  const joined = await sees('the status', ({ text }) => text.includes('a public owl'));
  expect(joined.message.channel).toBe(channel('random'));
  await type('a secret owl', { channelId: channel('secret-lab') });
  const direct = await sees('the status', ({ text }) => text.includes('a secret owl'));
  expect(direct.message.channel).toBe(people().dmChannelId(ada));
  const notice = await sees('the notice', ({ text }) => text.includes('/invite @UPixel'));
  expect(notice.message).toMatchObject({ channel: channel('secret-lab'), ephemeralFor: ada });
  await expect
    .poll(() => delivery(-1))
    .toMatchObject({ messageId: direct.message.ts, target: { channelId: people().dmChannelId(ada) } });
});

test('where it may not post nothing is held', async () => {
  const held = await balance();
  world.slack.faults.add({
    on: 'chat.postMessage',
    do: { type: 'answer', status: 200, body: { ok: false, error: 'is_archived' } },
  });
  await type('a late owl');
  await sees('the refusal', ({ text }, { ephemeralFor }) => ephemeralFor && /I may not post here/.test(text));
  expect(await balance()).toBe(held);
  world.slack.faults.add({ on: 'chat.postMessage', do: { type: 'rateLimit', retryAfterS: 30 } });
  await type('a busy owl');
  await sees('the refusal', ({ text }) => /This channel is very busy/.test(text));
  expect(await balance()).toBe(held);
});

test('a mention in a thread is answered in the thread, once, however often it is delivered', async () => {
  const { ada, art } = guild();
  const parent = await people().mention({ userId: ada, channelId: art, text: 'good morning' });
  // It is a request itself, and must come first.
  await expect.poll(() => askedFor(world.deps, 'good morning')).toHaveLength(1);
  const earlier = (await generations()).length;
  world.slack.faults.add({ on: 'EVENT app_mention', do: { type: 'twice' } });
  await people().mention({ userId: ada, channelId: art, text: 'an owl in a thread --count 2', threadTs: parent.ts });
  const inThread = () => people().thread(art, parent.ts, ada);
  const status = await people().until(
    () => inThread().find((each) => lookAtSlack(each).text.includes('an owl')),
    5_000,
  );
  expect(lookAtSlack(status).text).toBeTruthy();
  await expect.poll(async () => promptOf(world.deps, (await generations()).at(-1))).toBe('an owl in a thread');
  expect(await askedFor(world.deps, 'an owl in a thread')).toHaveLength(1);
  expect((await generations()).length - earlier).toBe(1);
});

test('what is refused or answered in words is so once, though Slack delivers it again', async () => {
  const { ada, art } = guild();
  world.slack.faults.add({ on: /^EVENT (app_mention|message)$/, do: { type: 'twice' }, times: 2 });
  await people().mention({ userId: ada, channelId: art, text: 'a fox --colour red' });
  await sees('the refusal', ({ text }) => text.includes('There is no flag --colour'));
  await people().mention({ userId: ada, channelId: people().dmChannelId(ada), text: 'thanks!' });
  await sees('the answer', ({ text }) => text.includes('Shall I make this?'));
  // Everything before it is answered by now.
  await type('a sign of life');
  await sees('the status', ({ text }, { bot_id }) => bot_id && text.includes('a sign of life'));
  const answers = everything().filter(({ ts, ephemeralFor }) => !before.has(ts) && ephemeralFor);
  expect(answers).toHaveLength(2);
});

test('buttons are answered from the database; an old one says so', async () => {
  const { ada, art, grace } = guild();
  await type('a fox to cancel');
  const { message } = await sees('the status', ({ text }) => text.includes('a fox to cancel'));
  const press = (label: string, at: SeenMessage, userId = ada) => {
    const button = lookAtSlack(at).buttons.find((each) => each.label === label);
    return people().click({ userId, channelId: at.channel, ts: at.ts, actionId: button?.customId ?? '' });
  };
  expect(await (await press('Cancel', message, grace)).acknowledged).toMatchObject({ status: 200 });
  await people().until(
    () =>
      people()
        .messages(art, grace)
        .some((each) => /not yours/.test(lookAtSlack(each).text)),
    5_000,
  );
  await press('Cancel', message);
  await sees('canceled', ({ text }, { ephemeralFor }) => ephemeralFor && /Your credits are back/.test(text));

  const generationId = (await generations()).at(-1)?.id ?? '';
  const target = { ...chatUser(), channelId: art, fileLimit: 1 };
  const button = (text: string, action_id: string, more = {}) =>
    ({ type: 'button', text: { type: 'plain_text', text }, action_id, ...more }) as const;
  const elements = [
    button('Delete', `v1:delete:${generationId}:0`),
    button('Old', 'v0:something'),
    button('Web', 'url:2', { url: 'https://example.com/' }),
  ];
  const shown = await world.deps.slack.withClient(target.teamId, (client) =>
    client.chat.postMessage({ channel: art, text: 'A result of long ago', blocks: [{ type: 'actions', elements }] }),
  );
  const result = people()
    .messages(art)
    .find(({ ts }) => ts === shown?.ts) as SeenMessage;
  await press('Old', result);
  await sees('the answer', ({ text }) => text.includes('I do not know that button'));
  await press('Delete', result);
  const question = await sees('the question', ({ text }) => text.includes('Delete this for good?'));
  await press('Delete for good', question.message);
  const answer = await sees('the answer', ({ text }) => text.includes('The pictures are gone.'));
  expect(answer.message.ts).toBe(question.message.ts);
  expect(answer.buttons).toEqual([]);
  const link = people().click({ userId: ada, channelId: art, ts: result.ts, actionId: 'url:2' });
  expect(await (await link).acknowledged).toMatchObject({ status: 200 });
});

test('a request with a bad signature is not heard', async () => {
  const earlier = (await generations()).length;
  world.slack.faults.add({ on: 'EVENT slash_commands /imagine', do: { type: 'badSignature' } });
  await expect((await type('a forged fox')).acknowledged).rejects.toThrow();
  expect((await generations()).length).toBe(earlier);
});

test('a mention that is edited is not made again, in whatever order Slack tells of it', async () => {
  const { ada, art } = guild();
  const made = async (prompt: string) =>
    world.deps.db.generation.count({
      where: { id: { in: await askedFor(world.deps, (words) => words.includes(prompt)) } },
    });
  const { ts } = await people().mention({ userId: ada, channelId: art, text: 'a fox with a typo' });
  await sees('the status', ({ text }, { bot_id }) => bot_id && text.includes('a fox with a typo'));
  const held = await balance();
  const bot = people().workspaces[0]?.botUserId;
  await people().edit({ userId: ada, channelId: art, ts, text: `<@${bot}> a fox without the tpyo` });
  world.slack.faults.add({ on: 'EVENT app_mention', do: { type: 'late', ms: 150 } });
  const late = await people().mention({ userId: ada, channelId: art, text: 'a slow wolf' });
  await people().edit({ userId: ada, channelId: art, ts: late.ts, text: `<@${bot}> a slower wolf` });
  await sees('the status', ({ text }, { bot_id }) => bot_id && text.includes('a slow wolf'));
  expect([await made('typo'), await made('tpyo'), await made('wolf')]).toEqual([1, 0, 1]);
  expect(await balance()).toBe(held - 1);
});

test('a picture that comes with a mention is the one to start from, of whatever type; more than one are too many', async () => {
  const { ada, art } = guild();
  // The worker learns the type from the bytes.
  const picture = { filename: 'me', contentType: 'application/octet-stream', bytes: png() };
  const mention = (text: string, files = [picture]) => people().mention({ userId: ada, channelId: art, text, files });
  await mention('me as a mage --model nano-banana');
  await sees('the status', ({ text }, { bot_id }) => bot_id && text.includes('me as a mage'));
  expect((await generations()).at(-1)?.referenceUrl).toMatch(/\/files-pri\/.*me$/);
  const held = await balance();
  await mention('us as mages --model nano-banana', [picture, picture]);
  await sees('the refusal', ({ text }, { ephemeralFor }) => ephemeralFor && /one picture only/.test(text));
  await mention('me as words');
  await sees('the refusal', ({ text }, { ephemeralFor }) => ephemeralFor && /cannot start from a picture/.test(text));
  expect(await balance()).toBe(held);
});

test('people, groups and emoji are what they are for whoever reads them', async () => {
  const { ada, grace, art } = guild();
  const group = people().workspaces[0]?.userGroups[0];
  const text = `<@${grace}> and <!subteam^${group?.id}> ride a 🐉 into <#${art}|> or <#${art}> &amp; wave 👋🏼 :our-own:`;
  await people().mention({ userId: ada, channelId: art, text });
  const said = 'grace and artists ride a 🐉 into a channel or a channel & wave 👋🏼 :our-own:';
  await sees('the status', ({ text: shown }, { bot_id }) => bot_id && shown.includes(said));
  await expect.poll(async () => promptOf(world.deps, (await generations()).at(-1))).toBe(said);
  await type('a 🦊 in 🔥');
  await sees('the status', ({ text: shown }, { bot_id }) => bot_id && shown.includes('a 🦊 in 🔥'));
  expect(await promptOf(world.deps, (await generations()).at(-1))).toBe('a 🦊 in 🔥');
  await type('');
  const view = await people().until(() => people().view(ada), 5_000, 'the form');
  await people().submitView({ userId: ada, viewId: view.id, values: { prompt: 'a 🏰 by night' } });
  await sees('the status', ({ text: shown }, { bot_id }) => bot_id && shown.includes('a 🏰 by night'));
});

test('what is written to us directly costs nothing, and is offered with its price, once', async () => {
  const { ada } = guild();
  const held = await balance();
  const earlier = new Set(before);
  const channelId = people().dmChannelId(ada);
  const { ts } = await people().mention({ userId: ada, channelId, text: 'a fox & its knight --count 2' });
  const offered = await sees('the offer', ({ text }) => text.includes('Shall I make this?'));
  expect(offered.message).toMatchObject({ channel: channelId, ephemeralFor: ada });
  expect(offered.buttons.map(({ label }) => label)).toEqual(['Make it · 2 credits']);
  await people().edit({ userId: ada, channelId, ts, text: 'thank you!' });
  await people().mention({ userId: ada, channelId, text: 'so nice', threadTs: ts });
  expect(await balance()).toBe(held);

  const press = () =>
    people().click({ userId: ada, channelId, ts: offered.message.ts, actionId: 'make-what-was-written' });
  await Promise.all([press(), press()]);
  await sees('the status', ({ text }) => text.includes('a fox & its knight') && text.includes('flux-schnell × 2'));
  expect(await askedFor(world.deps, 'a fox & its knight')).toHaveLength(1);
  const offers = everything().filter(
    (each) => !earlier.has(each.ts) && lookAtSlack(each).text.includes('Shall I make'),
  );
  expect(offers.map((each) => each.ts)).toEqual([offered.message.ts]);
  expect(await balance()).toBe(held - 2);

  // At the price of the model in their settings; one that has changed since is offered anew, and nothing is made.
  const { identityId } = await identify(world.deps, chatUser());
  const settings = { ...noPreferences, model: 'nano-banana' };
  await people().mention({ userId: ada, channelId, text: 'a dear owl' });
  const cheap = await sees('the offer', ({ text, buttons }) => text.includes('a dear owl') && buttons.length > 0);
  expect(cheap.buttons[0]?.label).toBe('Make it · 1 credit');
  await savePreferences(world.deps, { userId: null, identityId }, settings);
  await people().click({ userId: ada, channelId, ts: cheap.message.ts, actionId: 'make-what-was-written' });
  await sees(
    'the new offer',
    ({ text, buttons }) => text.includes('a dear owl') && buttons[0]?.label === 'Make it · 5 credits',
  );
  expect(await askedFor(world.deps, 'a dear owl')).toEqual([]);
  await savePreferences(world.deps, { userId: null, identityId }, { ...settings, model: null });

  await people().mention({ userId: ada, channelId, text: 'x'.repeat(4_001) });
  await sees('too long', ({ text }) => text.includes('I take 4,000 characters'));
  await people().mention({ userId: ada, channelId, text: 'a fox --count 9' });
  await sees('how to ask', ({ text }) => text.includes('I make images when you type a command'));
});
