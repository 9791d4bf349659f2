import { afterAll, beforeAll, expect, test } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { addOperator } from '#core/operators/grant.ts';
import { exportedTables } from '#core/privacy/export/columns.ts';
import { findRequests } from '#core/privacy/requests/find-requests.ts';
import { warnOfDue } from '#core/privacy/requests/warn-due.ts';
import { objectsToStatistics } from '#core/privacy/usage/object.ts';
import { mailTo, webPerson } from './account-person.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { linkChat } from './link-chat.ts';
import { slackPerson } from './slack-person.ts';
import { startWorld, type World } from './world.ts';

const contact = 'privacy@example.com';
let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase());
});
afterAll(() => world?.close());

const title = 'Your data at UPixel';

test.each([
  ['Discord', () => discordPerson(world), 'This server’s data'] as const,
  ['Slack', () => slackPerson(world), 'This workspace’s data'] as const,
])(
  'a guest in %s reads what is kept, and objects to statistics once and again',
  async (_chat, personIn, ofThePlace) => {
    const person = personIn();
    const { identityId } = await identify(world.deps, person.chatUser);
    await person.run('privacy');
    const card = await person.sees('the card', ({ text }) => text.includes(title));
    expect(card.text).toContain('/privacy');
    expect(card.text).toContain('/terms');
    expect(card.text).toContain(contact);
    expect(card.buttons.map(({ label }) => label)).toEqual([
      'Get a copy of my data',
      'Delete my data…',
      'Leave me out of statistics',
      'Correct',
      'Freeze',
      'Something else',
      ofThePlace, // they manage it
    ]);
    await person.press(card.message as never, 'Leave me out of statistics');
    await person.sees('that it is so', ({ text }) => text.includes('You are left out'));
    expect(await objectsToStatistics(world.deps, { identityId })).toBe(true);
    const [request] = await findRequests(world.deps, { identityId });
    expect(request).toMatchObject({
      kind: 'object',
      state: 'done',
      origin: 'chat',
      proof: 'chat_identity',
      userId: null,
    });

    await person.run('privacy');
    const again = await person.sees('the other button', ({ buttons }) =>
      buttons.some(({ label }) => label === 'Count me again'),
    );
    await person.press(again.message as never, 'My requests');
    await person.sees('the request', ({ text }) => text.includes(request?.ticket ?? '?') && text.includes('done on'));
    await person.press(again.message as never, 'Count me again');
    await person.sees('that it is so', ({ text }) => text.includes('You are counted again'));
    expect(await objectsToStatistics(world.deps, { identityId })).toBe(false);
    // What takes the place of the card leads back to it.
    await person.press(again.message as never, 'Get a copy of my data');
    const copy = await person.sees('the copy', ({ text }) => text.includes('type this code'));
    await person.press(copy.message as never, 'Back to your data');
    await person.sees('all of it once more', ({ text, buttons }) => text.includes(title) && buttons.length > 5);
  },
);

test('everybody reads what is kept, line by line, made from the map; browsers keep it for an hour', async () => {
  const answer = await fetch(`${world.deps.config.publicUrl}/api/privacy/map`);
  expect(answer.headers.get('cache-control')).toBe('public, max-age=3600');
  const { items } = (await answer.json()) as { items: Array<{ what: string }> };
  const whats = items.map(({ what }) => what);
  for (const { about } of exportedTables()) expect(whats).toContain(about);
  expect(new Set(whats).size).toBe(items.length);
});

test('in Discord a guest asks in a form; the words go by mail, and only there', async () => {
  const person = discordPerson(world, { user: 1 });
  const { identityId } = await identify(world.deps, person.chatUser);
  await person.run('privacy');
  const card = await person.sees('the card', ({ text }) => text.includes(title));
  const words = 'My name is spelt wrong in a gift';
  const interaction = await person.press(card.message, 'Correct');
  const { custom_id: customId } = await interaction.modal();
  await person.people.submitModal({
    userId: person.user.id,
    interactionId: interaction.id,
    customId,
    values: { words },
  });
  const done = await person.sees('the number', ({ text }) => text.includes('We have your request'));
  const [request] = await findRequests(world.deps, { identityId });
  expect(done.text).toContain(request?.ticket);
  const mail = await mailTo(world, contact, `Privacy request ${request?.ticket}`);
  expect(mail.text).toContain(words);
  expect(JSON.stringify(await world.deps.db.privacyRequest.findMany())).not.toContain('spelt');
});

test('on the web an account asks, sees its requests with their dates, and objects for every chat that is linked', async () => {
  const [web, chat] = [webPerson(world), discordPerson(world, { user: 2 })];
  await web.register('ada@example.com');
  await linkChat(web, chat);
  const asked = await web.post('/api/privacy/requests', { kind: 'correct', words: 'Please correct the date.' });
  expect(asked.status).toBe(200);
  const { ticket } = asked.body;
  expect((await mailTo(world, contact, `Privacy request ${ticket}`)).text).toContain('ada@example.com');
  const repeated = await web.post('/api/privacy/requests', { kind: 'correct', words: 'The date again.' });
  expect(repeated.body.ticket).toBe(ticket);
  for (let more = 0; more < 3; more++) await web.post('/api/privacy/requests', { kind: 'correct', words: 'and again' });
  expect((await web.post('/api/privacy/requests', { kind: 'correct', words: 'too much' })).status).toBe(429);

  await web.patch('/api/privacy/statistics', { objects: true });
  const { body } = await web.get('/api/privacy');
  expect(body.objectsToStatistics).toBe(true);
  expect(body.requests.map(({ kind, state }: Record<string, string>) => [kind, state])).toEqual([
    ['object', 'done'],
    ['correct', 'open'],
  ]);
  const { identityId } = await identify(world.deps, chat.chatUser);
  expect(await objectsToStatistics(world.deps, { identityId })).toBe(true);

  // In chat it is the account's page that has more.
  await chat.run('privacy');
  const card = await chat.sees('the card', ({ text }) => text.includes(title));
  expect(card.text).toContain(ticket);
  expect(card.buttons.find(({ label }) => label === 'My data')?.url).toContain('/settings/privacy');
});

test('five days before a request is due its contact and the operators are mailed, once', async () => {
  await webPerson(world).register('ops@example.com');
  await addOperator(world.deps, 'ops@example.com');
  const request = await world.deps.db.privacyRequest.findFirstOrThrow({
    where: { state: 'open', kind: 'correct', userId: { not: null } },
  });
  expect(await warnOfDue(world.deps)).toBe(0);
  const day = 24 * 60 * 60_000;
  const receivedAt = new Date(Date.now() - 25 * day - 1_000);
  await world.deps.db.$executeRaw`
    UPDATE privacy_requests SET received_at = ${receivedAt}, due_at = privacy_due_at(${receivedAt}::timestamptz(3)) WHERE id = ${request.id}::uuid`;
  const due = (await world.deps.db.privacyRequest.findUniqueOrThrow({ where: { id: request.id } })).dueAt;
  expect(due.getTime()).toBeLessThan(Date.now() + 5 * day);
  expect(await warnOfDue(world.deps)).toBe(1);
  expect(await warnOfDue(world.deps)).toBe(0);
  for (const to of [contact, 'ops@example.com']) await mailTo(world, to, `Due soon: privacy request ${request.ticket}`);
});
