import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { policyVersions } from '#core/contract/policies.ts';
import { mailNews } from '#core/privacy/consents/mail-news.ts';
import { readConsent } from '#core/privacy/consents/read-consent.ts';
import { mailTo, webPerson } from './account-person.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { linkChat } from './link-chat.ts';
import { slackPerson } from './slack-person.ts';
import { startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase());
});
afterAll(() => world?.close());

const consentsOf = (identityId: string) =>
  world.deps.db.consent.findMany({ where: { identityId }, orderBy: [{ createdAt: 'asc' }, { document: 'asc' }] });
const line = 'By using UPixel you accept its';
const isLine = ({ text }: { text: string }) => text.includes(line);

/** As if another process had written it, or an earlier version had been accepted: what this process remembers is of other people. */
async function asOfEarlier(where: { userId: string } | { identityId: string }) {
  await world.deps.db.consent.deleteMany({ where: { ...where, how: { not: 'accepted' } } });
  await world.deps.db.consent.updateMany({ where, data: { version: '2026-11-24' } });
}

test.each([['Discord', () => discordPerson(world)] as const, ['Slack', () => slackPerson(world)] as const])(
  'in %s the first answer is accompanied by one line, and the next request accepts',
  async (_chat, personIn) => {
    const person = personIn();
    const ask = async (prompt: string) => {
      if ('autocomplete' in person) await person.imagine({ prompt });
      else await person.imagine(prompt);
      await person.sees('the picture', ({ images, text }) => images.length === 1 && text.includes(prompt));
    };
    await ask('a fox');
    const told = await person.sees('the line', isLine);
    const isPrivate = 'flags' in told.message ? told.message.flags & 64 : told.message.ephemeralFor === person.user.id;
    expect(isPrivate).toBeTruthy();
    const { identityId } = await identify(world.deps, person.chatUser);
    await expect.poll(async () => (await consentsOf(identityId)).map(({ how }) => how)).toEqual(['shown', 'shown']);
    const [shown] = await consentsOf(identityId);
    expect(shown).toMatchObject({
      platform: person.chatUser.platform,
      version: policyVersions.privacy[0],
      workspaceId: expect.any(String),
    });

    await ask('an owl');
    await expect
      .poll(async () => (await consentsOf(identityId)).map(({ how }) => how))
      .toEqual(['shown', 'shown', 'accepted', 'accepted']);
    await ask('a hare');
    expect(person.messages().filter((each) => isLine(person.look(each as never)))).toHaveLength(1);
    expect(await consentsOf(identityId)).toHaveLength(4);
  },
);

test('a private answer has the line in it', async () => {
  const person = discordPerson(world, { user: 1 });
  await person.run('credits');
  const card = await person.sees('the line', isLine);
  expect(card.text).toContain('You have');
});

test('whoever registers accepts; the chat they link asks nothing more of them', async () => {
  const [web, chat] = [webPerson(world), discordPerson(world, { user: 2 })];
  await web.register('ada@example.com');
  const { body } = await web.get('/api/session');
  expect(body.policies).toEqual({ at: 'accepted', documents: [] });
  await linkChat(web, chat);
  const seen = chat.messages().length;
  await chat.run('credits');
  const card = await chat.sees('the credits', ({ text }) => text.includes('You have'));
  expect(chat.messages().length).toBeGreaterThan(seen);
  expect(card.text).not.toContain(line);
});

test('whoever read the line in a chat before the mail was written gets the mail all the same, once', async () => {
  const [web, chat] = [webPerson(world), slackPerson(world, { user: 2 })];
  const email = `${randomUUID()}@example.com`;
  await web.register(email);
  await linkChat(web, chat);
  const { id: userId } = (await web.get('/api/session')).body.user;
  await mailNews(world.deps);
  await asOfEarlier({ userId });
  const { createConsents } = await import('#core/privacy/consents/consents.ts');
  Object.assign(world.deps.consents, createConsents(world.deps));
  for (const _ of ['the line', 'going on']) {
    await chat.run('credits');
    await expect.poll(async () => (await readConsent(world.deps, { userId, identityId: null })).at).not.toBe('changed');
  }
  expect(await mailNews(world.deps)).toBe(1);
  expect(await mailNews(world.deps)).toBe(0);
  await mailTo(world, email, 'UPixel’s privacy policy and terms have changed');
});

test('a new version: one mail to each account, however often the run is repeated; then a line, and going on accepts it', async () => {
  const [web, chat] = [webPerson(world), slackPerson(world, { user: 1 })];
  const email = `${randomUUID()}@example.com`;
  await web.register(email);
  await linkChat(web, chat);
  const { id: userId } = (await web.get('/api/session')).body.user;
  const { identityId } = await identify(world.deps, chat.chatUser);
  await asOfEarlier({ userId });
  await asOfEarlier({ identityId });
  // Another process, which remembers nothing.
  const { createConsents } = await import('#core/privacy/consents/consents.ts');
  Object.assign(world.deps.consents, createConsents(world.deps));

  expect(await mailNews(world.deps)).toBe(1);
  expect(await mailNews(world.deps)).toBe(0);
  const mail = await mailTo(world, email, 'UPixel’s privacy policy and terms have changed');
  expect(mail.text).toContain(`/privacy/${policyVersions.privacy[0]}/changes`);
  expect(mail.text).toContain('privacy@example.com');

  expect((await web.get('/api/session')).body.policies).toEqual({ at: 'changed', documents: ['privacy', 'terms'] });
  await chat.run('credits');
  await chat.sees('the line', ({ text }) =>
    /privacy policy.* and .*terms.* changed on .*By going on you accept that/.test(text),
  );
  const person = { userId, identityId: null };
  await expect.poll(async () => (await readConsent(world.deps, person)).at).toBe('told');
  await web.post('/api/privacy/policies', { how: 'accepted' });
  expect((await readConsent(world.deps, person)).at).toBe('accepted');
});
