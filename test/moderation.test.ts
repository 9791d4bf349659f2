import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { requestGeneration } from '#core/generations/request.ts';
import { addOperator } from '#core/operators/grant.ts';
import { checkAgainstSpec } from '#sandbox/discord/spec-check.ts';
import { expire } from '../worker/handlers/expire.ts';
import { type WebPerson, webPerson } from './account-person.ts';
import { buildRequest } from './builders/request.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { fund } from './fund.ts';
import { linkChat } from './link-chat.ts';
import { slackPerson } from './slack-person.ts';
import { startWorld, type World } from './world.ts';

let world: World;
let operator: WebPerson;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase());
  operator = webPerson(world);
  await operator.register('ops@example.com');
  await addOperator(world.deps, 'ops@example.com');
});
const db = () => world.deps.db;
beforeEach(async () => {
  for (const chat of [discordPerson(world), slackPerson(world)]) await fund(world, chat.chatUser, 20);
});
afterEach(async () => {
  await db().strike.deleteMany();
  await db().identity.updateMany({ data: { blockedAt: null, blockedUntil: null, blockCause: null } });
  await db().user.updateMany({ data: { blockedAt: null, blockedUntil: null, blockCause: null } });
  expect(await findFaultyWallets(world.deps)).toEqual([]);
  expect(checkAgainstSpec(world.discord.exchanges.splice(0))).toEqual([]);
});
afterAll(() => world?.close());

const why = () => ({ actionId: randomUUID(), reason: 'Somebody asked for it' });
const change = async (path: string, body: object) =>
  expect((await operator.post(`/api/admin/${path}`, { ...why(), ...body })).status).toBe(204);

type Person = ReturnType<typeof discordPerson> | ReturnType<typeof slackPerson>;
const ask = async (person: Person, prompt: string): Promise<void> => {
  if ('autocomplete' in person) await person.imagine({ prompt });
  else await person.imagine(prompt);
};
const chats = [['Discord', discordPerson] as const, ['Slack', slackPerson] as const];
const isPrivate = (person: Person, message: object) =>
  'flags' in message
    ? (Number(message.flags) & 64) !== 0
    : (message as { ephemeralFor?: string }).ephemeralFor === person.user.id;

test.each(chats)(
  'in %s what must never be made costs nothing, and comes back whole to its author alone',
  async (_, personIn) => {
    const person = personIn(world);
    const { balance } = await identify(world.deps, person.chatUser);
    const prompt = `a l0l1 with a sword, nsfw, ${'long hair, '.repeat(40)}the end`;
    await ask(person, prompt);
    const { text, message } = await person.sees('the refusal', (look) =>
      look.text.includes('That cannot be made here'),
    );
    expect(isPrivate(person, message)).toBe(true);
    expect(text).toContain(`/imagine ${'autocomplete' in person ? 'prompt:' : ''}${prompt}`);
    expect(text).toContain('nothing was taken');
    expect(text).toContain('privacy@example.com');
    expect(await identify(world.deps, person.chatUser)).toMatchObject({ balance });
    expect(
      await db().generation.count({ where: { identityId: (await identify(world.deps, person.chatUser)).identityId } }),
    ).toBe(0);
    await ask(person, 'a damn fine knight of Scunthorpe');
    await person.sees('the picture', ({ images }) => images.length === 1);
  },
);

test('an operator’s term is followed within seconds on every road: Again, a project’s style, the account’s own', async () => {
  const person = discordPerson(world);
  const web = webPerson(world);
  await web.register('ada@example.com');
  await linkChat(web, person);
  expect((await web.post('/api/projects', { name: 'Rockets', defaults: { style: 'by ACME' } })).status).toBe(200);
  await ask(person, 'an acme rocket');
  const first = await person.sees('the picture', ({ images }) => images.length === 1);
  expect((await operator.post('/api/admin/terms', { ...why(), term: '*', denied: true })).status).toBe(400);
  await change('terms', { term: ' Acme ', denied: true });
  expect((await operator.get('/api/admin/rules')).body.terms).toEqual(['acme']);
  const { userId } = await identify(world.deps, person.chatUser);
  const request = {
    ...buildRequest('', { prompt: 'a_c_m_e boots', target: undefined }),
    requester: { userId: userId ?? '' },
  };
  // From the moment at which this process has read it; others need as long.
  await expect
    .poll(
      () =>
        requestGeneration(world.deps, { ...request, requestKey: randomUUID() }).then(
          () => '',
          (error) => error.code,
        ),
      {
        timeout: 30_000,
        interval: 500,
      },
    )
    .toBe('forbidden_prompt');
  await db().strike.deleteMany();
  const refusals = () =>
    person.messages().filter((each) => person.look(each).text.includes('That cannot be made here')).length;
  await person.press(first.message, 'Again');
  await person.people.until(() => refusals() === 1, 30_000, 'the refusal of Again');
  await person.imagine({ prompt: 'boots', project: 'Rockets' });
  await person.people.until(() => refusals() === 2, 30_000, 'the refusal of the style');
  expect(
    person
      .messages()
      .map((each) => person.look(each).text)
      .join(),
  ).not.toContain('the word');
  await change('terms', { term: 'acme', denied: false });
  expect((await operator.get('/api/admin/actions')).body.items.slice(0, 2)).toMatchObject([
    { words: 'Changed the words with which nothing is made', reason: 'Took away “acme”: Somebody asked for it' },
    { reason: 'Added “acme”: Somebody asked for it' },
  ]);
});

test('repeated refusals cool down, then block, whichever identity asks; time and operators end it', async () => {
  const [discord, slack, web] = [discordPerson(world, { user: 1 }), slackPerson(world, { user: 1 }), webPerson(world)];
  await web.register('bob@example.com');
  const offenders = async () => (await operator.get('/api/admin/reports')).body.offenders;
  const guest = await identify(world.deps, discord.chatUser);
  await requestGeneration(world.deps, buildRequest(guest.identityId, { prompt: 'child porn' })).catch(() => undefined);
  expect(await offenders()).toMatchObject([{ points: 2 }]);
  await linkChat(web, discord);
  // Linking takes nobody off the list.
  const { userId: linkedTo } = await identify(world.deps, discord.chatUser);
  const { walletId } = await db().user.findUniqueOrThrow({ where: { id: linkedTo ?? '' } });
  expect(await offenders()).toMatchObject([{ walletId, points: 2 }]);
  await db().strike.deleteMany();
  await linkChat(web, slack);
  await fund(world, discord.chatUser, 20);
  const refuse = async () => {
    const { identityId } = await identify(world.deps, slack.chatUser);
    return requestGeneration(world.deps, buildRequest(identityId, { prompt: 'child porn' })).then(
      () => 'made',
      (error) => error.code,
    );
  };
  for (let each = 0; each < 3; each++) expect(await refuse()).toBe('forbidden_prompt');
  expect(await refuse()).toBe('cooling_down');
  await ask(discord, 'a harmless fox');
  const wait = await discord.sees('the pause', ({ text }) => text.includes('Please wait a little'));
  expect(wait.text).toMatch(/You can ask again in \d+ seconds/);
  expect(wait.text).toContain('a harmless fox');
  // Later, and again.
  const later = (minutes: number) =>
    db().$executeRaw`UPDATE strikes SET created_at = created_at - ${minutes}::int * interval '1 minute'`;
  await later(2);
  expect(await refuse()).toBe('forbidden_prompt');
  await later(2);
  expect(await refuse()).toBe('cooling_down');
  for (let each = 0; each < 6; each++) {
    await later(400);
    await refuse();
  }
  await later(400);
  const { userId } = await identify(world.deps, discord.chatUser);
  const blocked = await db().user.findUniqueOrThrow({ where: { id: userId ?? '' } });
  expect(blocked).toMatchObject({ blockCause: 'refusals', blockedUntil: expect.any(Date) });
  await slack.imagine('a harmless fox');
  const told = await slack.sees('the block', ({ text }) => text.includes('You are blocked here'));
  expect(told.text).toMatch(/That ends on \d+ \w+/);
  expect(told.text).toContain('privacy@example.com');
  // Unlinked, it goes along; their own copy says so; rights stay open.
  await discord.run('unlink');
  expect(
    (await web.remove(`/api/identities/${(await identify(world.deps, discord.chatUser)).identityId}`)).status,
  ).toBeLessThan(300);
  expect(await identify(world.deps, discord.chatUser)).toMatchObject({ userId: null, blocked: true });
  await discord.run('privacy');
  await discord.sees('their rights', ({ text }) => text.includes('Your data at UPixel'));
  // Its time is over.
  await db().identity.updateMany({
    where: { blockedAt: { not: null } },
    data: { blockedUntil: new Date(Date.now() - 1) },
  });
  expect(await identify(world.deps, discord.chatUser)).toMatchObject({ blocked: false });
  await expire(world.deps);
  expect(await db().identity.count({ where: { blockedAt: { not: null } } })).toBe(0);
  // Unblocked by an operator, the next mistake does not block at once.
  expect((await operator.post(`/api/admin/users/${userId}/block`, { ...why(), blocked: false })).status).toBe(204);
  expect(await refuse()).toBe('forbidden_prompt');
});

test('what the provider’s filter refuses counts too, once for each request', async () => {
  const person = slackPerson(world);
  const { identityId } = await identify(world.deps, person.chatUser);
  await person.imagine('something nsfw');
  await person.sees('the refusal', ({ text }) => /safety filter|refused/i.test(text));
  await expect
    .poll(() => db().strike.findMany({ where: { identityId }, select: { points: true } }))
    .toEqual([{ points: 1 }]);
});

test('a limit of free credits that an operator sets holds within seconds, and says so in chat', async () => {
  const person = slackPerson(world, { user: 2 });
  const { walletId } = await identify(world.deps, person.chatUser);
  expect(await db().lot.count({ where: { walletId, origin: 'trial' } })).toBe(1);
  await db().identity.updateMany({ data: { createdAt: new Date(Date.now() - 3 * 86_400_000) } });
  await db().workspace.updateMany({ data: { firstInstalledAt: new Date(Date.now() - 3 * 86_400_000) } });
  await change('limits', { perDay: 0, perWorkspace: null });
  await expect.poll(() => world.deps.rules.unpaid()).toMatchObject({ perDay: 0 });
  await person.imagine('a fox');
  const told = await person.sees('the limit', ({ text }) => text.includes('Free credits cannot be used just now'));
  expect(told.text).toContain('What UPixel gives away in a day is used up');
  await change('limits', { perDay: null, perWorkspace: null });
  const { unpaid } = (await operator.get('/api/admin/rules')).body;
  expect(unpaid).toMatchObject({ set: { perDay: null }, perDay: unpaid.usual.perDay });
});

const reportsOf = async () => (await operator.get('/api/admin/reports')).body.reports;

test.each(chats)(
  'in %s a picture is reported once, privately, looked at, hidden in chat and on the pages, and shown again',
  async (chat, personIn) => {
    const [author, reporter] = [personIn(world), personIn(world, { user: 1 })];
    await ask(author, `a rude gesture in ${chat}`);
    const shown = await author.sees('the picture', ({ images }) => images.length === 1);
    const { id: generationId } = await db().generation.findFirstOrThrow({ orderBy: { createdAt: 'desc' } });
    await expect.poll(() => db().chatMessage.count({ where: { generationId } })).toBe(1);
    const said = 'it shows my neighbour';
    const report = () =>
      'autocomplete' in reporter
        ? reporter.run('report', { reason: 'likeness', words: said })
        : reporter.run(`report --reason likeness --words "${said}"`);
    await report();
    const thanks = await reporter.sees('the thanks', ({ text }) => text.includes('Thank you'));
    expect(isPrivate(reporter, thanks.message)).toBe(true);
    expect(thanks.text).toContain(`It is about the picture of “a rude gesture in ${chat}”.`);
    expect(thanks.images).toHaveLength(1);
    // By the link of the message, it is the same one.
    const link =
      'ts' in shown.message
        ? `https://pixel-guild.slack.com/archives/${shown.message.channel}/p${shown.message.ts.replace('.', '')}`
        : `https://discord.com/channels/1/2/${shown.message.id}`;
    if ('autocomplete' in reporter) await reporter.run('report', { reason: 'other', message: link });
    else await reporter.run(`report other ${link}`);
    await reporter.sees('that it is known', ({ text }) => text.includes('Your report is already with us'));
    if ('autocomplete' in reporter) await reporter.run('report', { reason: 'other', picture: 2 });
    else await reporter.run('report 2 other');
    await reporter.sees('that there is one', ({ text }) => text.includes('There is only 1 picture in that message'));
    expect(await db().report.findMany({ where: { generationId } })).toMatchObject([
      { reason: 'likeness', words: '', wordsSealed: expect.anything() },
    ]);
    expect(await reportsOf()).toMatchObject([
      {
        generationId,
        prompt: `a rude gesture in ${chat}`,
        pictures: 1,
        isHidden: false,
        reports: [{ reason: 'likeness', words: said }],
      },
    ]);
    const look = await operator.post(`/api/admin/reports/${generationId}/look`, why());
    expect(look.body.pictures).toEqual([expect.stringMatching(/^data:image\//)]);
    const end = (verdict: string) => operator.post(`/api/admin/reports/${generationId}/end`, { ...why(), verdict });
    expect((await end('hide')).status).toBe(204);
    await author.sees(
      'that it is hidden',
      ({ text, images }) => text.includes('have hidden this picture') && images.length === 0,
    );
    // Their own history says it, too, and offers nothing that is not to be had.
    await author.run('history');
    const history = await author.sees('the history', ({ text }) => text.includes('Your latest requests'));
    expect(history.text).toMatch(new RegExp(`a rude gesture in ${chat}.*hidden by the people who run this bot`, 's'));
    expect(history.buttons.map(({ label }) => label)).not.toContain('Show 1');
    expect(await reportsOf()).toEqual([]);
    expect((await db().asset.findFirstOrThrow({ where: { generationId } })).deletedAt).toBeNull();
    expect((await end('show')).status).toBe(204);
    expect((await db().asset.findFirstOrThrow({ where: { generationId } })).hiddenAt).toBeNull();
    const { items } = (await operator.get('/api/admin/actions')).body;
    expect(items.slice(0, 3).map(({ words }: { words: string }) => words)).toEqual([
      'Showed a reported picture again',
      'Hid a reported picture',
      'Looked at a reported picture',
    ]);
    expect((await end('delete')).status).toBe(204);
    await expect
      .poll(async () => (await db().asset.findFirstOrThrow({ where: { generationId } })).erasedAt)
      .not.toBeNull();
  },
);

test('in a blocked server or workspace nothing is made, elsewhere it is', async () => {
  const [discord, slack] = [discordPerson(world), slackPerson(world)];
  const place = { platform: 'slack', placeId: slack.chatUser.teamId };
  await change('places/block', { ...place, blocked: true, days: 1 });
  await slack.imagine('a fox');
  await slack.sees('the refusal', ({ text }) => text.includes('UPixel is not available here'));
  await discord.imagine({ prompt: 'a fox elsewhere' });
  await discord.sees('the picture', ({ images }) => images.length === 1);
  await change('places/block', { ...place, blocked: false });
  await slack.imagine('a fox again');
  await slack.sees('the picture', ({ images }) => images.length === 1);
  const nowhere = await operator.post('/api/admin/places/block', { ...why(), ...place, placeId: 'T0', blocked: true });
  expect(nowhere.status).toBe(404);
});
