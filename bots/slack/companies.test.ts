import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { isChatUser } from '#core/accounts/chat-id.ts';
import { identify } from '#core/accounts/identify.ts';
import { isPlace } from '#core/chat/place-hash.ts';
import { openTeamId } from '#core/chat/place-id.ts';
import { endSlackInstall } from '#core/chat/slack/installs.ts';
import { targetOfRow } from '#core/chat/stored-target.ts';
import { grantCredits } from '#core/credits/grant.ts';
import { lookAtSlack } from '#sandbox/look/slack.ts';
import type { SeenMessage } from '#sandbox/slack/people.ts';
import { askedFor, promptOf } from '#test/asked-for.ts';
import { createTestDatabase } from '#test/database.ts';
import { mentionAndMake } from '#test/mention.ts';
import { onePixel } from '#test/slack-guild.ts';
import { startWorld, type World } from '#test/world.ts';

// Two companies: Pixel Guild has installed us, Second Studio has not, and they share channels.
let world: World;
let workspaceId: string;
let walletId: string;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { roles: ['bots'] });
  const [ours, theirs] = [company(0), company(1)];
  people().shareChannel({ channelId: ours.art, teamId: theirs.id, userIds: [theirs.ada, theirs.grace] });
  people().shareChannel({ channelId: theirs.art, teamId: ours.id, userIds: [ours.bot, ours.ada] });
  await command(ours.ada, '/upixel', 'team');
  await sees(ours.ada, 'the wallet', ({ text }) => text.includes('has 0 credits'));
  const team = await world.deps.db.workspace.findFirstOrThrow({
    where: await isPlace(world.deps, { platform: 'slack', externalId: ours.id }),
  });
  workspaceId = team.id;
  walletId = team.walletId ?? '';
  await grantCredits(world.deps, { walletId, origin: 'grant', amount: 500, key: 'start' });
});
afterAll(() => world.close());
beforeEach(async () => {
  people().setGuest(company(0).grace, undefined);
  await world.deps.db.workspace.update({ where: { id: workspaceId }, data: { guestsMaySpend: false } });
});

const people = () => world.slack.people;
function company(index: number) {
  const workspace = people().workspaces[index];
  if (!workspace) throw new Error('no such company');
  const [ada = '', grace = ''] = workspace.users.map(({ id }) => id);
  const channel = (name: string) => workspace.channels.find((each) => each.name === name)?.id ?? '';
  return { id: workspace.id, bot: workspace.botUserId, ada, grace, art: channel('art'), general: channel('general') };
}
const spent = async () => 500 - (await world.deps.db.wallet.findUniqueOrThrow({ where: { id: walletId } })).balance;
const command = async (userId: string, name: string, text: string, channelId = company(0).art) =>
  (await people().runCommand({ userId, channelId, command: name, text })).acknowledged;
const balanceOf = async (teamId: string, userId: string) =>
  (await identify(world.deps, { platform: 'slack', teamId, userId })).balance;

/** Waits for what we show a person, in any channel. */
function sees(userId: string, what: string, matches: (look: { text: string; message: SeenMessage }) => unknown) {
  const places = [company(0).art, company(1).art, company(0).general, company(1).general];
  const look = () => {
    const messages = places.flatMap((id) => people().messages(id, userId));
    const ours = messages.filter(({ bot_id }) => bot_id !== undefined);
    return ours.map((message) => ({ message, ...lookAtSlack(message) })).findLast(matches);
  };
  return people().until(look, 30_000, what);
}
/** What everybody in the channel sees of a request; the offer before it has its words, too. */
const isStatus =
  (words: string) =>
  ({ text, message }: { text: string; message: SeenMessage }) =>
    message.bot_id && !message.ephemeralFor && text.includes(words);
const paidBy = async (prompt: string) => {
  const find = async () =>
    world.deps.db.generation.findFirst({
      where: { id: { in: await askedFor(world.deps, prompt) } },
      include: { delivery: { include: { target: true } }, identity: true },
    });
  await expect.poll(find).not.toBeNull();
  const found = await find();
  const target = found?.delivery?.target;
  return {
    team: found?.walletId === walletId,
    teamId: found?.identity && (await openTeamId(world.deps, found.identity)),
    answeredBy: target && (await targetOfRow(world.deps, target)).workspaceId,
  };
};

test('a mention in a channel that came from another company is answered there, by our own install', async () => {
  const [ours, theirs] = [company(0), company(1)];
  await mentionAndMake(people(), { userId: ours.ada, channelId: theirs.art, text: 'a fox on the bridge' });
  await sees(ours.ada, 'the status', isStatus('a fox on the bridge'));
  expect(await paidBy('a fox on the bridge')).toMatchObject({
    team: true,
    teamId: ours.id,
    answeredBy: ours.id,
  });
});

test('people of another company are who they are at home, and never spend our team’s wallet', async () => {
  const [ours, theirs] = [company(0), company(1)];
  const before = await spent();
  for (const [channelId, prompt] of [
    [ours.art, 'a raid'],
    [theirs.art, 'a second raid'],
  ] as const) {
    await mentionAndMake(people(), { userId: theirs.ada, channelId, text: prompt });
    await sees(theirs.ada, prompt, isStatus(prompt));
    expect(await paidBy(prompt)).toMatchObject({ team: false, teamId: theirs.id, answeredBy: ours.id });
  }
  await mentionAndMake(people(), { userId: theirs.grace, channelId: ours.art, text: 'a third raid --pay team' });
  await sees(
    theirs.grace,
    'the refusal',
    ({ text, message }) => message.ephemeralFor && /Not everybody may use/.test(text),
  );
  expect(await spent()).toBe(before);
  expect(await balanceOf(theirs.id, theirs.ada)).toBe(18);
});

test('a picture that comes with a mention in a shared channel, of which Slack tells the id alone, is asked for', async () => {
  const { ada, art } = company(0);
  const files = [{ filename: 'me.png', contentType: 'image/png', bytes: onePixel() }];
  await mentionAndMake(people(), { userId: ada, channelId: art, text: 'me as a bard --model nano-banana', files });
  await sees(ada, 'the status', isStatus('me as a bard'));
  const made = await world.deps.db.generation.findFirst({
    where: { id: { in: await askedFor(world.deps, 'me as a bard') } },
  });
  expect(made?.referenceUrl).toMatch(/me\.png$/);
});

/** Somebody allows the install on Slack's page. */
async function install(team: string) {
  const away = await fetch(`http://127.0.0.1:${world.env.BOTS_PORT}/slack/install`, { redirect: 'manual' });
  const cookie = (away.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const authorize = new URL(away.headers.get('location') ?? '');
  const body = new URLSearchParams({ ...Object.fromEntries(authorize.searchParams), team, choice: 'allow' });
  const back = await fetch(authorize.origin + authorize.pathname, { method: 'POST', body, redirect: 'manual' });
  await fetch(back.headers.get('location') ?? '', { headers: { cookie }, redirect: 'manual' });
  const long = { firstInstalledAt: new Date('2026-01-05') };
  await world.deps.db.workspace.updateMany({
    where: await isPlace(world.deps, { platform: 'slack', externalId: team }),
    data: long,
  });
}

test('where both companies have us, whose bot is mentioned is who is asked, whichever install Slack names', async () => {
  const [ours, theirs] = [company(0), company(1)];
  await install(theirs.id);
  // The install that Slack names is theirs.
  people().shareChannel({ channelId: ours.art, teamId: theirs.id, userIds: [theirs.bot] });
  const asked = async (userId: string, prompt: string) => {
    await mentionAndMake(people(), { userId, channelId: ours.art, text: `<@${ours.bot}> ${prompt}` });
    return paidBy(prompt);
  };
  const here = { answeredBy: ours.id };
  expect(await asked(ours.ada, 'a bridge between us')).toMatchObject({ team: true, teamId: ours.id, ...here });
  expect(await asked(theirs.ada, 'a toll bridge')).toMatchObject({ team: false, teamId: theirs.id, ...here });
  await people().uninstall(theirs.id);
  await expect.poll(() => world.deps.db.workspace.count({ where: { uninstalledAt: null, platform: 'slack' } })).toBe(1);
});

test('an admin of another company manages nothing of ours, and their press is theirs', async () => {
  const [ours, theirs] = [company(0), company(1)];
  await mentionAndMake(people(), { userId: ours.ada, channelId: ours.art, text: 'a castle of ours' });
  const { message, buttons } = await sees(ours.ada, 'the status', isStatus('a castle of ours'));
  const cancel = buttons.find(({ label }) => label === 'Cancel')?.customId ?? '';
  await (await people().click({ userId: theirs.ada, channelId: ours.art, ts: message.ts, actionId: cancel }))
    .acknowledged;
  await sees(
    theirs.ada,
    'the refusal',
    ({ text, message: at }) => at.ephemeralFor === theirs.ada && /not yours/.test(text),
  );
  expect(
    await world.deps.db.identity.count({
      where: await isChatUser(world.deps, { platform: 'slack', teamId: ours.id, userId: theirs.ada }),
    }),
  ).toBe(0);
});

test('people of another company, from whom Slack takes no command of ours, are told to mention us', async () => {
  const [ours, theirs] = [company(0), company(1)];
  const told = (what: string, words: RegExp) =>
    sees(theirs.ada, what, ({ text, message: { ephemeralFor } }) => ephemeralFor === theirs.ada && words.test(text));
  const slash = /\/(?:imagine|upixel)\b/;
  const mention = (text: string) => people().mention({ userId: theirs.ada, channelId: ours.art, text });
  await mention(`<@${ours.bot}> help`);
  expect((await told('the help', /Type @UPixel and what/)).text).not.toMatch(slash);
  await mention(`<@${ours.bot}> a red fox --size 99999x3`);
  expect((await told('the refusal', /@UPixel a red fox --size 99999x3/)).text).not.toMatch(slash);

  await mentionAndMake(people(), { userId: ours.ada, channelId: ours.art, text: 'a castle of our own' });
  const { message, buttons } = await sees(ours.ada, 'the status', isStatus('a castle of our own'));
  const cancel = buttons.find(({ label }) => label === 'Cancel')?.customId ?? '';
  await people().click({ userId: theirs.ada, channelId: ours.art, ts: message.ts, actionId: cancel });
  await told('what they may do', /Make your own with @UPixel\./);
  await people().click({ userId: ours.grace, channelId: ours.art, ts: message.ts, actionId: cancel });
  await sees(ours.grace, 'the same of ours', ({ text }) => /Make your own with \/imagine\./.test(text));
});

test('guests pay themselves, until somebody who manages the team lets them', async () => {
  const { ada, grace } = company(0);
  people().setGuest(grace, 'restricted');
  const before = await spent();
  await command(grace, '/imagine', 'a guest’s owl');
  expect(await paidBy('a guest’s owl')).toMatchObject({ team: false });
  expect(await spent()).toBe(before);
  await command(ada, '/upixel', 'team access everyone, guests');
  await sees(ada, 'the answer', ({ text }) => /Access is set/.test(text) && /shared channels may, too/.test(text));
  await command(grace, '/imagine', 'a welcome owl');
  expect(await paidBy('a welcome owl')).toMatchObject({ team: true });
  await mentionAndMake(people(), { userId: company(1).grace, channelId: company(0).art, text: 'a welcome fox' });
  expect(await paidBy('a welcome fox')).toMatchObject({ team: true });
  await command(ada, '/upixel', 'team access everyone');
  await sees(ada, 'the answer', ({ text }) => /Access is set/.test(text) && /other companies may not/.test(text));
  await command(grace, '/imagine', 'a guest’s second owl');
  expect(await paidBy('a guest’s second owl')).toMatchObject({ team: false });
});

test.each([
  ['another organization', 'E02STUD10S'],
  ['another workspace of our organization', 'E01GU1LDS'],
])('somebody of %s is the same person in words and by a press', async (_where, organization) => {
  const [ours, theirs] = [company(0), company(1)];
  people().joinOrganization(ours.id, 'E01GU1LDS');
  people().joinOrganization(theirs.id, organization);
  const prompt = `a castle of ${organization}`;
  await mentionAndMake(people(), { userId: theirs.ada, channelId: ours.art, text: prompt });
  const { message, buttons } = await sees(theirs.ada, 'the status', isStatus(prompt));
  expect((await paidBy(prompt)).team).toBe(false);
  const cancel = buttons.find(({ label }) => label === 'Cancel')?.customId ?? '';
  await people().click({ userId: theirs.ada, channelId: ours.art, ts: message.ts, actionId: cancel });
  await expect
    .poll(async () => {
      const ids = await askedFor(world.deps, prompt);
      return (await world.deps.db.generation.findFirst({ where: { id: { in: ids } } }))?.status;
    })
    .toBe('canceled');
});

test('where an organization installed, and no workspace, a command hears where to install', async () => {
  const theirs = company(1);
  people().joinOrganization(theirs.id, 'E01STUD10S');
  people().installForOrganization('E01STUD10S');
  await command(theirs.grace, '/imagine', 'an owl for all', theirs.general);
  const { text } = await sees(
    theirs.grace,
    'the way',
    ({ message }) => message.ephemeralFor === theirs.grace && message.channel === theirs.general,
  );
  expect(text).toContain(`http://127.0.0.1:${world.env.BOTS_PORT}/slack/install`);
  expect(
    await world.deps.db.generation.count({ where: { id: { in: await askedFor(world.deps, 'an owl for all') } } }),
  ).toBe(0);
});

test('what is pressed or sent where we were removed hears where to install, and does nothing', async () => {
  const { id, ada, art } = company(0);
  await mentionAndMake(people(), { userId: ada, channelId: art, text: 'a castle to keep' });
  const status = await sees(ada, 'the status', isStatus('a castle to keep'));
  await command(ada, '/imagine', '');
  const view = await people().until(() => people().view(ada), 30_000, 'the form');
  await endSlackInstall(world.deps, { teamId: id, until: new Date() });

  const told = ({ text, message: { ephemeralFor } }: { text: string; message: SeenMessage }) =>
    ephemeralFor === ada && text.includes(`http://127.0.0.1:${world.env.BOTS_PORT}/slack/install`);
  const cancel = status.buttons.find(({ label }) => label === 'Cancel')?.customId ?? '';
  await people().click({ userId: ada, channelId: art, ts: status.message.ts, actionId: cancel });
  const { message: first } = await sees(ada, 'the way', told);
  await people().submitView({ userId: ada, viewId: view.id, values: { prompt: 'a castle too many' } });
  await sees(ada, 'the way again', (look) => look.message.ts !== first.ts && told(look));
  const castles = await world.deps.db.generation.findMany({
    where: { id: { in: await askedFor(world.deps, (words) => words.startsWith('a castle t')) } },
  });
  expect(castles.map(({ status: at }) => at)).toEqual(['queued']);
  expect(await promptOf(world.deps, castles[0])).toBe('a castle to keep');
});
