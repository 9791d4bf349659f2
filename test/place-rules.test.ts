import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { isPlace } from '#core/chat/place-hash.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { defaultModel, models } from '#core/models/catalogue.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { fund } from './fund.ts';
import { type PlacePerson, placePeople } from './place-person.ts';
import { onePixel } from './slack-guild.ts';
import { slackPerson } from './slack-person.ts';
import { startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase());
});
afterAll(async () => {
  expect(await findFaultyWallets(world.deps)).toEqual([]);
  await world.close();
});

const chats = placePeople(() => world);
type Person = PlacePerson;
const placeOf = {
  discord: () => world.discord.people.guilds[0]?.id ?? '',
  slack: () => world.slack.people.workspaces[0]?.id ?? '',
};
const mention = {
  discord: (person: Person) => person.chatUser.userId,
  slack: (person: Person) => `<@${person.chatUser.userId}>`,
};

const result = (prompt: string) => new RegExp(`${prompt}.*seed \\d+ · \\d+ credit`, 's');

/** What phones show of what Ada sees in #general, beside the blocks. */
function slackTexts() {
  const { people } = world.slack;
  const [workspace] = people.workspaces;
  const general = workspace?.channels.find(({ name }) => name === 'general')?.id ?? '';
  return people.messages(general, workspace?.users[0]?.id).map(({ text }) => text);
}

describe.each(['discord', 'slack'] as const)('%s', (chat) => {
  const [manager, member] = [
    (channel?: string) => chats[chat](0, channel),
    (channel?: string) => chats[chat](1, channel),
  ];
  const workspace = async () =>
    world.deps.db.workspace.findFirstOrThrow({
      where: await isPlace(world.deps, { platform: chat, externalId: placeOf[chat]() }),
      include: { rules: true, placeChannels: true, placeGroups: true, placeBlocks: true, placeActions: true },
    });
  const balance = async () => (await identify(world.deps, member().chatUser)).balance;
  /** Asks, and is refused in private with these words; it costs nothing. */
  async function refused(prompt: string, words: RegExp, { channel = 'general', count = 1 } = {}) {
    const before = await balance();
    const them = member(channel);
    await them.imagine(prompt, count);
    const seen = await them.sees(words);
    expect(seen.isPrivate).toBe(true);
    expect(seen.text).toMatch(/Nothing was (?:made|done) and nothing was taken/);
    expect(await balance()).toBe(before);
    return seen;
  }
  async function makes(prompt: string, { channel = 'general', count = 1 } = {}) {
    const them = member(channel);
    await them.imagine(prompt, count);
    return them.sees(result(prompt));
  }
  async function sets(options: Record<string, string | number>, channel = 'general') {
    const them = manager(channel);
    await them.run('setup', options);
    return them.sees(/Changed\n/);
  }

  beforeAll(async () => {
    for (const person of [manager(), member()]) {
      person.join();
      await fund(world, person.chatUser, 60);
    }
  });

  test('only those who manage it see what is set and change it', async () => {
    const them = member();
    for (const options of [{}, { here: 'only' }, { images: 1 }] as Array<Record<string, string | number>>) {
      await them.run('setup', options);
      expect((await them.sees(/Only .*(Manage Server|owners and admins).*Nothing was changed/s)).isPrivate).toBe(true);
    }
    await them.run('admin');
    await them.sees(/That is for those who manage this/);
    const ada = manager();
    await ada.run('setup');
    const { text, isPrivate } = await ada.sees(/UPixel in this/);
    expect(isPrivate).toBe(true);
    expect(text).toMatch(/images are made in all of them(.|\n)*everyone here(.|\n)*only whoever asked for it/);
    const missing = {
      discord: /In this channel nothing is missing(.|\n)*Missing in other channels: <#\d+> \(Send Messages/,
      slack: /No scope is missing/,
    };
    expect(text).toMatch(missing[chat]);
    expect((await workspace()).rules).toBeNull();
  });

  test('images are made only where they are wanted, until they are wanted everywhere', async () => {
    const ada = manager();
    await ada.run('setup');
    await (await ada.sees(/UPixel in this/)).press('Only in this channel');
    await ada.sees(/images are made only in/);
    const { text } = await refused('a fox elsewhere', /Not in this channel/, { channel: 'art' });
    expect(text).toContain('Use one of these');
    await makes('a fox at home');
    await ada.run('setup', { here: 'not', images: 7 });
    await ada.sees(/No channel would be left.*Nothing was changed/s);
    expect((await workspace()).rules?.dailyImages).toBeNull();
    const elsewhere = manager('art');
    await elsewhere.run('setup');
    const card = await elsewhere.sees(/UPixel in this/);
    await card.press('Also in this channel');
    await elsewhere.sees(/Changed\n/);
    await makes('a fox in both', { channel: 'art' });
    await sets({ here: 'everywhere' });
    await sets({ here: 'not' }, 'art');
    const both = await elsewhere.sees(result('a fox in both'));
    await both.press('Again');
    expect((await elsewhere.sees(/This costs you|Not in this channel/)).text).not.toContain('This costs you');
    const pressing = manager('art');
    await both.press('Remix…');
    await pressing.sees(/Not in this channel/);
    await refused('a fox that is not', /Not in this channel.*\/imagine .*a fox that is not/s, { channel: 'art' });
    await makes('a fox here still');
    await sets({ here: 'also' }, 'art');
    await makes('a fox there again', { channel: 'art' });
    expect(await workspace()).toMatchObject({ rules: { channels: 'all' }, placeChannels: [] });
    const { placeActions: before } = await workspace();
    for (const held of [{ here: 'also' }, { model: 'usual', who: 'everyone' }] as Array<Record<string, string>>) {
      const again = manager();
      await again.run('setup', held);
      await again.sees(/It is so already/);
    }
    expect((await workspace()).placeActions).toEqual(before);
  });

  test('only members of the chosen groups make images', async () => {
    const edsger = chats[chat](2);
    edsger.join('Artists');
    await fund(world, edsger.chatUser, 5);
    await sets({ who: 'artists' });
    await refused('a fox of nobody', /only members of artists make images/i);
    await edsger.imagine('a fox of an artist');
    await edsger.sees(result('a fox of an artist'));
    edsger.join();
    await sets({ who: 'everyone' });
    await makes('a fox of everybody');
  });

  test('a day’s images of a member are bounded, and what was not made does not count', async () => {
    const made = await world.deps.db.generation.count();
    await sets({ images: 3 });
    await makes('two foxes', { count: 2 });
    await refused('two more foxes', /3 images a day.*2 of yours count today.*before there was a limit/s, { count: 2 });
    const them = member();
    await them.imagine('fail fox');
    await them.sees(/is back/);
    await makes('the last fox');
    await refused('a fox too many', /3 images a day.*3 of yours count today/s);
    await sets({ images: 0 });
    await makes('a fox without a bound');
    expect(await world.deps.db.generation.count()).toBe(made + 4);
  });

  test('the place’s model is used where nobody names one; the form changes it', async () => {
    const ada = manager();
    const another = models.find(({ name }) => name !== defaultModel.name) ?? defaultModel;
    await ada.run('setup');
    await ada.fillIn(await ada.sees(/UPixel in this/), 'Change…', { model: another.name });
    await ada.sees(new RegExp(`Model: ${another.name}`));
    // Whoever asks pays for what others chose, and sees its price before that.
    await refused('a fox unseen', new RegExp(`This costs 4 credits here.*${another.name}, at 4 credits`, 's'));
    await member().imagine('a fox that is agreed to', 1, another.name);
    await member().sees(result('a fox that is agreed to'));
    await makes('a fox of their model');
    const last = () => world.deps.db.generation.findFirstOrThrow({ orderBy: { createdAt: 'desc' } });
    const theirs = (await last()).model;
    expect(theirs).toBe(another.id);
    await sets({ model: 'usual' });
    await makes('a fox of our model');
    expect((await last()).model).not.toBe(theirs);
  });

  test('a member who is kept out uses nothing here but their rights, and is let in again', async () => {
    const [ada, grace] = [manager(), member()];
    const card = await makes('a fox before that');
    await ada.run('admin', { what: 'block', person: mention[chat](grace) });
    const undoing = chat === 'discord' ? /\/admin what:unblock person:@\S+/ : /\/upixel admin unblock @\S+/;
    expect((await ada.sees(/Kept out of UPixel/)).text).toMatch(undoing);
    if (chat === 'slack')
      expect(slackTexts()).toContainEqual(expect.stringContaining(`<@${grace.chatUser.userId}> no longer`));
    await refused('a fox of the blocked', /have blocked you here.*Ask one of the.*\/imagine .*a fox of the blocked/s);
    await grace.run('credits');
    await grace.sees(/have blocked you here/);
    // Nor do they fill in a form for nothing.
    const pressing = member();
    await card.press('Remix…');
    await pressing.sees(/have blocked you here/);
    if (chat === 'slack') await expectBlockedOnSlack(grace);
    const again = member();
    await again.run('privacy');
    await again.sees(/Your data at UPixel/);
    const usage = manager();
    await usage.run('admin', { what: 'usage' });
    const used = (await usage.sees(/Kept out here/)).text;
    expect(used).toContain(grace.chatUser.userId);
    // The members paid, and the wallet of the place nothing.
    expect(used).toMatch(/[1-9]\d* requests? here this month\n[1-9]\d* pictures? for [1-9]/);
    expect(used).toContain('0 credits of the team’s wallet this month');
    await ada.run('admin', { what: 'usage', person: mention[chat](grace) });
    await ada.sees(/Person goes with something else than usage\. Nothing was changed/);
    await ada.run('admin', { what: 'block', person: mention[chat](ada) });
    await ada.sees(/you yourself/);
    await ada.run('admin', { what: 'unblock', person: mention[chat](grace) });
    await ada.sees(/Let in again/);
    await makes('a fox of the forgiven');
    const kinds = (await workspace()).placeActions.map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['rules', 'block', 'unblock']));
  });

  test('those who manage it take a result away, if that is set; its asker keeps the picture', async () => {
    const [ada, prompt] = [manager(), 'a rude fox'];
    await makes(prompt);
    const { id } = await world.deps.db.generation.findFirstOrThrow({ orderBy: { createdAt: 'desc' } });
    const shown = async () => world.deps.db.chatMessage.count({ where: { generationId: id } });
    await vi.waitFor(async () => expect(await shown()).toBe(1), { timeout: 30_000 });
    const card = await ada.sees(result(prompt));
    await card.press('Delete');
    await ada.sees(/not yours/);
    await sets({ delete: 'managers' });
    await card.press('Delete');
    const asked = await ada.sees(/Take this away/);
    await asked.press('Take it away');
    await ada.sees(/Taken away/);
    expect(await shown()).toBe(0);
    expect(await world.deps.db.asset.count({ where: { generationId: id, deletedAt: null } })).toBe(1);
    const { placeActions } = await workspace();
    expect(placeActions).toContainEqual(expect.objectContaining({ kind: 'take_away', generationId: id }));
    await ada.run('admin', { what: 'usage' });
    const { text: done } = await ada.sees(/took a result away/);
    expect(done).toMatch(/What was done here\n.* took a result away · .*\n.* changed the settings · .*/);
    expect(done).toMatch(/let a member in again/);
    expect(done).toContain(ada.chatUser.userId);
    const grace = member();
    await grace.run('history');
    await grace.sees(/a rude fox/);
    await sets({ delete: 'asker' });
  });
});

/** A command without words, whose form does not open, and the Home tab, which offers nothing to make. */
async function expectBlockedOnSlack({ chatUser: { userId } }: Person): Promise<void> {
  const { people } = slackPerson(world, { user: 1 });
  const bare = slackPerson(world, { user: 1 });
  await bare.imagine('');
  await bare.sees('the refusal', ({ text }) => text.includes('have blocked you here'));
  expect(people.view(userId)).toBeUndefined();
  // Where there is no channel, a window says it.
  await people.shortcut({ userId, channelId: bare.channel.id, callbackId: 'new-image' });
  const shown = () => JSON.stringify(people.view(userId)?.blocks ?? []);
  await people.until(() => shown().includes('have blocked you here'), 30_000, 'the window');
  await people.openHome({ userId });
  const home = () => JSON.stringify(people.home(userId)?.blocks ?? []);
  await people.until(() => home().includes('have blocked you here'), 30_000, 'the Home tab');
  expect(home()).not.toContain('New image');
}

test('what is offered of a picture in a message is refused where no images are wanted, before its price', async () => {
  const ada = discordPerson(world, { channel: 'art' });
  const picture = { filename: 'fox.png', contentType: 'image/png', bytes: onePixel() };
  const at = { userId: ada.user.id, channelId: ada.channel.id };
  const { id: targetId } = ada.people.say({ ...at, content: 'mine', files: [picture] });
  await ada.run('setup', { here: 'not' });
  await ada.sees('the change', ({ text }) => text.includes('Changed'));
  await ada.people.runCommand({ ...at, name: 'Upscale', targetId });
  const seen = await ada.sees('the answer', ({ text }) => /Upscale this|Not in this channel/.test(text));
  expect(seen.text).toContain('Not in this channel');
  await ada.run('setup', { here: 'everywhere' });
  await ada.sees('the change back', ({ text }) => text.includes('images are made in all of them'));
});

test('/setup says which permission or scope is missing, and where to give it', async () => {
  const there = discordPerson(world, { channel: 'read-only' });
  await there.run('setup');
  const { text } = await there.sees('what is missing', (look) => look.text.includes('In this channel I lack'));
  expect(text).toMatch(/I lack: Send Messages, Attach Files/);
  const { faults, people } = world.slack;
  const [team] = people.workspaces;
  const headers = { 'x-oauth-scopes': 'commands,chat:write,files:write,files:read,channels:join,im:write,users:read' };
  faults.add({ on: /auth\.test/, do: { type: 'answer', status: 200, headers, body: { ok: true, team_id: team?.id } } });
  const ada = slackPerson(world);
  await ada.run('setup');
  const seen = await ada.sees('what is missing', (look) => look.text.includes('This install lacks'));
  expect(seen.text).toMatch(/lacks: im:history, app_?mentions:read, usergroups:read\. .*\/slack\/install/);
});

test('slack has no age-restricted channels: a rule for them is refused, and /setup does not offer it', async () => {
  const ada = slackPerson(world);
  await ada.run('setup --adult spoiler --images 9');
  const refused = await ada.sees('the refusal', ({ text }) =>
    text.includes('age-restricted channels, and Slack has none'),
  );
  expect(refused.text).toContain('Nothing was changed.');
  await ada.run('setup help');
  const { text } = await ada.sees('how it is typed', (look) => look.text.includes('--delete asker|managers'));
  expect(text).not.toContain('--adult');
  await ada.run('setup');
  const card = await ada.sees('the rules', (look) => look.text.includes('UPixel in this'));
  expect(card.text).not.toContain('9 images');
});
