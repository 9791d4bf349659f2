import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { findLedger } from '#core/credits/ledger.ts';
import { ledgerWords } from '#core/credits/ledger-words.ts';
import { lookAtSlack } from '#sandbox/look/slack.ts';
import type { SeenMessage } from '#sandbox/slack/people.ts';
import { promptOf } from '#test/asked-for.ts';
import { createTestDatabase } from '#test/database.ts';
import { onePixel, slackGuild } from '#test/slack-guild.ts';
import { startWorld, type World } from '#test/world.ts';

// The bots alone: what they answer, and what they leave for the worker.
let world: World;
const { balance, beginAnew, chatUser, delivery, forget, generations, guild, people, sees, type } = slackGuild(
  () => world,
);
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { roles: ['bots'] });
});
afterAll(() => world.close());
beforeEach(beginAnew);

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
  const view = await people().until(() => people().view(ada), 30_000, 'the form');
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
  const picture = { filename: 'me', contentType: 'application/octet-stream', bytes: onePixel() };
  await type('');
  const view = await people().until(() => people().view(ada), 30_000, 'the form');
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

test('flags that are not understood are answered in private, with how it goes, and cost nothing', async () => {
  const held = await balance();
  await type('a fox --glitter red --count many');
  const answer = await sees('the answer', (_look, { ephemeralFor }) => ephemeralFor === guild().ada);
  expect(answer.text).toContain('There is no flag --glitter. --count takes a whole number, not “many”.');
  expect(answer.text).toContain('/imagine <prompt> [--model');
  expect(answer.text).toContain('a fox --glitter red --count many');
  forget(answer.message);
  await type('a fox --count 9');
  const wrong = await sees('the value', ({ text }, { ephemeralFor }) => ephemeralFor && text.includes('may be 4'));
  expect(wrong.text).toContain('Count may be 4 at most. Nothing was made and nothing was taken.');
  expect(wrong.text).toContain('a fox --count 9');
  expect(wrong.text).not.toContain('[--');
  for (const word of ['help', '-h', '—help', '?']) {
    await type(word);
    const how = await sees('how it goes', ({ text }, { ephemeralFor }) => ephemeralFor && text.includes('How to type'));
    expect(how.text).toContain('/imagine "help"');
    forget(how.message);
  }
  await type('a fox --project Fox Tales');
  await sees('the whole name', ({ text }) => text.includes('You have no project “Fox Tales”'));
  for (const [typed, told] of [
    ['a fox --sise wide', 'There is no flag --sise, but --size'],
    [
      'a fox --size tal',
      'Size must be one of square, portrait, landscape, tall, wide, or pixels such as 64x64; “tal” is nearest to tall',
    ],
    ['a fox --model fluxschnell', 'Did you mean flux-schnell?'],
  ] as const) {
    await type(typed);
    await sees(told, ({ text }, { ephemeralFor }) => ephemeralFor && text.includes(told));
  }
  expect(await balance()).toBe(held);
});

test('every other command is a word after /upixel, and help has them all in its menu', async () => {
  await type('help', { command: '/upixel' });
  const help = await sees('help', (_look, { ephemeralFor }) => ephemeralFor);
  const [choice] = help.choices.filter(({ label }) => label === 'Find what you made');
  const at = { userId: guild().ada, channelId: help.message.channel, ts: help.message.ts };
  await people().click({ ...at, actionId: choice?.customId ?? '', selected: [choice?.value ?? ''] });
  await sees('them', ({ text }) => text.includes('/upixel history: All your requests'));
  forget(help.message);
  await type('history', { command: '/upixel' });
  await sees('history', ({ text }, { ephemeralFor }) => ephemeralFor && /latest requests|Nothing yet/.test(text));
});

test('words after /upixel that are no command: the nearest one, an offer to make them, and help', async () => {
  const { ada } = guild();
  const held = await balance();
  await type('histroy of foxes', { command: '/upixel' });
  const { message, text, buttons } = await sees('the answer', (look) => look.text.includes('Did you mean history?'));
  expect(text).toContain(
    'As a prompt: /imagine histroy of foxes makes 1 image by flux-schnell for 1 credit, from your 20.',
  );
  expect(text.length).toBeLessThan(300);
  expect(buttons.map(({ label }) => label)).toEqual(['Make it · 1 credit', 'History', 'All commands']);
  const press = (at: number) =>
    people().click({ userId: ada, channelId: message.channel, ts: message.ts, actionId: buttons[at]?.customId ?? '' });
  await press(1);
  await sees('the history', (look) => /latest requests|Nothing yet/.test(look.text));
  expect(await balance()).toBe(held);
  await press(0);
  await sees('the status', (look, { ephemeralFor }) => !ephemeralFor && look.text.includes('histroy of foxes'));
  expect(await balance()).toBe(held - 1);
  await type('foo --bar', { command: '/upixel' });
  const plain = await sees('the short answer', (look) => look.text.includes('As a prompt: /imagine foo --bar.'));
  expect(plain.buttons.map(({ label }) => label)).toEqual(['All commands']);
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

test('what is held for an open request stands in the history', async () => {
  await type('a fox to wait for --count 3');
  await sees('the status', ({ text }) => text.includes('a fox to wait for'));
  await type('history', { command: '/upixel' });
  await sees('what it holds', ({ text }) =>
    /a fox to wait for\W+flux-schnell, (waiting|running), 3 credits held/.test(text),
  );
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
  const { walletId } = await identify(world.deps, chatUser());
  const [back] = await findLedger(world.deps, walletId, { filter: { since: null, before: null }, limit: 1 });
  expect(back && ledgerWords(back)).toBe('Back for 1 picture that could not be posted: “a late owl”');
  await type('history', { command: '/upixel' });
  const { text } = await sees('the history', (look) => /Your latest requests[\s\S]*a late owl/.test(look.text));
  expect(text).toMatch(/a late owl\W+flux-schnell, not made, 0 credits/);
  expect(text).not.toMatch(/not made[^\n]*kept/);
  world.slack.faults.add({ on: 'chat.postMessage', do: { type: 'rateLimit', retryAfterS: 30 } });
  await type('a busy owl');
  await sees('the refusal', ({ text }) => /This channel is very busy/.test(text));
  expect(await balance()).toBe(held);
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
    30_000,
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
