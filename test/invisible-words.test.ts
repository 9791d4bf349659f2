import { afterAll, beforeAll, expect, test } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { type WebPerson, webPerson } from './account-person.ts';
import { sendByKey } from './by-key.ts';
import { chatNames, chatPerson } from './chat-person.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { fund } from './fund.ts';
import { linkChat } from './link-chat.ts';
import { slackPerson } from './slack-person.ts';
import { startWorld, type World } from './world.ts';

/** What nobody can see is no prompt, no instruction and no name: nothing is made of it, and nothing is taken. */
let world: World;
let web: WebPerson;
let key: string;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase());
  web = webPerson(world);
  await web.register('ada@example.com');
  for (const chat of [discordPerson(world), slackPerson(world)]) {
    await linkChat(web, chat);
    await fund(world, chat.chatUser, 20);
  }
  key = (await web.post('/api/keys', { name: 'My bot', scopes: ['read', 'make'] })).body.secret;
});
afterAll(() => world.close());

const unseen = '\u200b \u2060\u200e';
const joined = (chat: string) => `👩‍🚀 می\u200cخواهم ${chat}`;

test.each(chatNames)('%s: an unseen prompt, instruction or name is missing', async (chat) => {
  const ada = chatPerson(world, chat);
  const before = await identify(world.deps, ada.chatUser);
  await ada.imagine(unseen, { model: 'flux-schnell' });
  expect((await ada.sees('Prompt is missing')).text).toContain('Nothing was made and nothing was taken');
  expect(await world.deps.db.generation.count({ where: { identityId: before.identityId } })).toBe(0);
  expect((await identify(world.deps, ada.chatUser)).balance).toBe(before.balance);
  // What joins an emoji or a word stays.
  await ada.imagine(joined(chat));
  const card = await ada.sees(joined(chat), 1);
  await card.fill('Edit…', { instruction: unseen });
  if (chat === 'Discord') await ada.sees('Instruction is missing');
  await ada.run('projects', { what: 'create', name: unseen });
  await ada.sees('Name is missing');
  expect(await world.deps.db.project.count()).toBe(0);
});

test('the web and the API for programs take none, either', async () => {
  const requestKey = () => crypto.randomUUID();
  const { items } = (await web.get('/api/assets')).body;
  const picture = `/api/assets/${items[0].id}`;
  const before = await world.deps.db.generation.count();
  const faults = async (path: string, body: unknown, method: 'post' | 'patch' = 'post') => {
    const answer = await web[method](path, body);
    return [answer.status, JSON.stringify(answer.body)] as const;
  };
  for (const [path, body, says, method] of [
    ['/api/generations', { prompt: unseen, requestKey: requestKey() }, 'Say what you want to see.'],
    [`${picture}/tools`, { tool: 'edit', instruction: unseen, requestKey: requestKey() }, 'Say what to change.'],
    ['/api/projects', { name: unseen }, 'Give the project a name.'],
    ['/api/palettes', { name: unseen, colours: ['#1a1c2c'] }, 'Give the palette a name.'],
    ['/api/keys', { name: unseen, scopes: ['read'] }, 'Give the key a name.'],
    ['/api/privacy/requests', { kind: 'other', words: unseen }, 'Say what it is about.'],
    [picture, { title: unseen }, 'Give it a title.', 'patch'],
  ] as const)
    expect(await faults(path, body, method), path).toEqual([400, expect.stringContaining(says)]);
  const answer = await sendByKey(
    world.deps.config.publicUrl,
    key,
    'POST',
    '/api/v1/generations',
    { prompt: unseen },
    {
      'idempotency-key': requestKey(),
    },
  );
  expect([answer.status, JSON.stringify(answer.json)]).toEqual([
    400,
    expect.stringContaining('Say what you want to see.'),
  ]);
  expect(await world.deps.db.generation.count()).toBe(before);
  // A name that nobody can see is no name.
  expect((await web.auth('update-user', { name: unseen })).status).toBe(200);
  expect((await web.get('/api/session')).body.user.name).toBe('');
});
