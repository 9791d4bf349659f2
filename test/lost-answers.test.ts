import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { ChatUser } from '#core/accounts/chat-user.ts';
import { identify } from '#core/accounts/identify.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { grantCredits } from '#core/credits/grant.ts';
import { requestGeneration } from '#core/generations/request.ts';
import { outcomeOf } from '#core/requests/lost-answer.ts';
import { askedFor } from './asked-for.ts';
import { buildGuest } from './builders/guest.ts';
import { buildRequest } from './builders/request.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { startProxy, type TcpProxy } from './proxy.ts';
import { slackPerson } from './slack-person.ts';
import { startWorld, type World } from './world.ts';

let world: World;
let proxy: TcpProxy;
/** A connection that bypasses the proxy. */
let direct: pg.Client;

beforeAll(async () => {
  const database = await createTestDatabase();
  proxy = await startProxy(database.url);
  direct = new pg.Client({ connectionString: database.url });
  await direct.connect();
  world = await startWorld(
    { url: proxy.through(database.url), close: () => database.close() },
    { roles: ['api', 'worker', 'bots'], logLevel: 'silent' },
  );
});
afterEach(async () => {
  proxy.pass();
  expect(await findFaultyWallets(world.deps)).toEqual([]);
});
afterAll(async () => {
  await direct.end();
  await world.close();
  await proxy.close();
});

const count = async (table: 'generations' | 'gifts' | 'closed_requests') =>
  Number((await direct.query(`SELECT count(*) FROM ${table}`)).rows[0].count);
const balance = async (user: ChatUser) => (await identify(world.deps, user)).balance;

/** Whether the request with this prompt has got that far: a condition on its delivery `d` and its pictures `a`. */
async function hasCome(prompt: string, condition: string): Promise<boolean> {
  const { rows } = await direct.query(
    `SELECT 1 FROM generations g JOIN deliveries d ON d.generation_id = g.id JOIN assets a ON a.generation_id = g.id
     WHERE g.id = ANY($1::uuid[]) AND ${condition}`,
    [await askedFor(world.deps, prompt)],
  );
  return rows.length > 0;
}

/** Lets the database execute the statement with this text, and loses the answer. */
async function loseAnswerTo(text: string, done: () => Promise<boolean>) {
  proxy.holdAnswersTo(text);
  await vi.waitUntil(done, { timeout: 30_000 });
  proxy.cutHeld();
  proxy.pass();
}

const chats = [
  [
    'Discord',
    () => {
      const ada = discordPerson(world);
      const imagine = (prompt: string) => ada.imagine({ prompt });
      const give = (credits: number) => ada.run('gift', { person: discordPerson(world, { user: 1 }).user.id, credits });
      return { ada, imagine, give, other: discordPerson(world, { user: 1 }).chatUser };
    },
  ],
  [
    'Slack',
    () => {
      const ada = slackPerson(world);
      const grace = slackPerson(world, { user: 1 });
      const give = (credits: number) => ada.run(`gift <@${grace.user.id}> --credits ${credits}`);
      return { ada, imagine: (prompt: string) => ada.imagine(prompt), give, other: grace.chatUser };
    },
  ],
] as const;

describe.each(chats)('in %s', (name, chat) => {
  test('a hold whose answer is lost is found again: the picture comes, and nobody says that nothing was held', async () => {
    const { ada, imagine } = chat();
    const [before, had] = [await count('generations'), await balance(ada.chatUser)];
    const lost = loseAnswerTo('request_generation', async () => (await count('generations')) > before);
    const prompt = `held unheard in ${name}`;
    await imagine(prompt);
    await lost;
    await ada.sees('the picture', ({ text, images }) => text.includes(prompt) && images.length === 1);
    expect(ada.messages().filter((message) => /not carried out/.test(ada.look(message as never).text))).toEqual([]);
    expect(await count('generations')).toBe(before + 1);
    expect(await balance(ada.chatUser)).toBe(had - 1);
  });

  test('a hold that never reached the database: nothing was held, the person is told so, and nothing ever will be', async () => {
    const { ada, imagine } = chat();
    const [before, had] = [await count('generations'), await balance(ada.chatUser)];
    proxy.cutRequestsWith('request_generation');
    await imagine(`never held in ${name}`);
    await ada.sees('that nothing was held', ({ text }) => text.includes('was not carried out'));
    expect(await count('generations')).toBe(before);
    expect(await count('closed_requests')).toBeGreaterThan(0);
    expect(await balance(ada.chatUser)).toBe(had);
  });

  test('a gift whose answer is lost is told of, and given once', async () => {
    const { ada, give, other } = chat();
    const { walletId } = await identify(world.deps, ada.chatUser);
    await grantCredits(world.deps, { walletId, origin: 'purchase', amount: 30, key: randomUUID() });
    const [before, had, otherHad] = [await count('gifts'), await balance(ada.chatUser), await balance(other)];
    const lost = loseAnswerTo('give_gift', async () => (await count('gifts')) > before);
    await give(10);
    await lost;
    await ada.sees('the gift', ({ text }) => text.includes('10 credits'));
    expect([await balance(ada.chatUser), await balance(other)]).toEqual([had - 10, otherHad + 10]);
    expect(await count('gifts')).toBe(before + 1);
  });
});

test('showing it again and deleting it are said to be done though the answers are lost', async () => {
  const ada = discordPerson(world);
  const prompt = 'shown and deleted unheard';
  await ada.imagine({ prompt });
  const first = await ada.sees('the picture', ({ text, images }) => text.includes(prompt) && images.length === 1);
  await vi.waitUntil(() => hasCome(prompt, `d.status = 'delivered'`), { timeout: 30_000 });
  const elsewhere = discordPerson(world, { channel: 'art' });
  await elsewhere.run('history');
  const history = await elsewhere.sees('the list', ({ text }) => text.includes('Your latest requests'));
  const shown = loseAnswerTo('UPDATE deliveries d SET status =', () => hasCome(prompt, 'd.asked_at IS NOT NULL'));
  await elsewhere.postsHere(history.message);
  await shown;
  const isSecond = ({ id, ephemeralFor }: { id: string; ephemeralFor?: string }) =>
    !ephemeralFor && id !== first.message.id;
  const second = await elsewhere.sees('it again', ({ images }, each) => images.length === 1 && isSecond(each));

  await elsewhere.press(second.message, 'Delete');
  const question = await elsewhere.sees('the question', ({ text }) => text.includes('Delete this for good?'));
  const deleted = loseAnswerTo('UPDATE "public"."assets"', () => hasCome(prompt, 'a.deleted_at IS NOT NULL'));
  await elsewhere.press(question.message, 'Delete for good');
  await deleted;
  await elsewhere.sees('the end', ({ text }) => text.includes('The pictures are gone'));
  expect(
    elsewhere.messages().filter((message) => /not carried out|cannot be shown/.test(elsewhere.look(message).text)),
  ).toEqual([]);
});

test('a cancel whose answer is lost is said to be one, and the credits are back once', async () => {
  const ada = discordPerson(world);
  world.replicate.faults.add({ on: /^POST \/v1\/models/, do: { type: 'rateLimit', retryAfterS: 30 }, times: 50 });
  const had = await balance(ada.chatUser);
  await ada.imagine({ prompt: 'canceled unheard' });
  const { message } = await ada.sees(
    'the status',
    ({ text, buttons }) => text.includes('canceled unheard') && buttons.length > 0,
  );
  const asked = () => askedFor(world.deps, 'canceled unheard');
  await vi.waitUntil(
    async () => {
      const { rows } = await direct.query(
        `SELECT 1 FROM predictions p JOIN generations g ON g.id = p.generation_id
      WHERE g.id = ANY($1::uuid[]) AND g.status = 'running' AND p.status = 'pending'`,
        [await asked()],
      );
      return rows.length > 0;
    },
    { timeout: 30_000 },
  );
  const isCanceled = async () =>
    (
      await direct.query(`SELECT 1 FROM generations WHERE id = ANY($1::uuid[]) AND status = 'canceled'`, [
        await asked(),
      ])
    ).rows.length > 0;
  const lost = loseAnswerTo('cancel_generation', isCanceled);
  await ada.press(message, 'Cancel');
  await lost;
  await ada.sees('that it is canceled', ({ text }) => text.includes('Your credits are back'));
  expect(await balance(ada.chatUser)).toBe(had);
});

test('a request that was closed is refused, however late its statement arrives', async () => {
  const { identityId } = await buildGuest(world.deps);
  const request = buildRequest(identityId);
  expect(await outcomeOf(world.deps, request.requestKey)).toEqual({ generationId: null, giftId: null });
  expect(await requestGeneration(world.deps, request)).toBeUndefined();
});
