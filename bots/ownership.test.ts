import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { type Card, plainText } from '#core/chat/card/card.ts';
import {
  encodeIntent,
  type Intent,
  type IntentArgs,
  type IntentName,
  intentArgs,
  openableCommands,
} from '#core/chat/intent.ts';
import { openPlaceId } from '#core/chat/place-id.ts';
import { requestGeneration } from '#core/generations/request.ts';
import { giveCredits } from '#core/gifts/give.ts';
import { channelWishes } from '#core/places/channel-wishes.ts';
import { beginDeletion } from '#core/privacy/erasure/begin-deletion.ts';
import { readPerson } from '#core/privacy/erasure/person.ts';
import { createProject } from '#core/projects/create-project.ts';
import type { TeamHere } from '#core/teams/team-here.ts';
import { buildDiscordId } from '#test/builders/discord-id.ts';
import { buildGeneration } from '#test/builders/generation.ts';
import { packPayment, pay } from '#test/builders/payment.ts';
import { buildRequest } from '#test/builders/request.ts';
import { buildUser, type TestUser } from '#test/builders/user.ts';
import { createTestDatabase } from '#test/database.ts';
import { discordPerson } from '#test/discord-person.ts';
import { fund } from '#test/fund.ts';
import { rowsOf } from '#test/rows-of.ts';
import { startWorld, type World } from '#test/world.ts';
import { commands } from './commands/index.ts';
import { type Ask, dispatch, type Reply } from './dispatch.ts';
import { intents } from './intents/index.ts';
import { actOf } from './receive.ts';

/** Without a worker, so that what is asked for stays open. */
let world: World;
let ada: TestUser;
/** Asked to be deleted, which is due in a week. */
let bea: TestUser;
let hers: { done: string; asset: string; open: string; gift: string; team: string; project: string };
const prompt = 'a secret lighthouse';

beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { roles: ['bots'] });
  const { deps } = world;
  [ada, bea] = [await buildUser(deps, { credits: 20 }), await buildUser(deps)];
  await pay(deps, packPayment(ada, { credits: 500 }));
  const projectId = await createProject(deps, ada.userId, { name: 'Secret' });
  const done = await buildGeneration(deps, ada, { prompt, projectId, hasReference: true });
  const open = await requestGeneration(deps, buildRequest(ada.identityId, { prompt, projectId }));
  const gift = await giveCredits(deps, {
    ...{ requestKey: randomUUID(), fromIdentityId: ada.identityId, toIdentityId: bea.identityId },
    ...{ fromName: 'Ada', toName: 'Bea', amount: 10, message: 'a secret word' },
  });
  await beginDeletion(deps, {
    ...{ erased: { kind: 'account', userId: bea.userId }, origin: 'web', proof: 'recent_sign_in', chat: null },
  });
  const owner = discordPerson(world);
  await owner.run('team');
  await owner.sees('the wallet', ({ text }) => text.includes('You manage it'));
  const { id: team } = await deps.db.workspace.findFirstOrThrow({ where: { walletId: { not: null } } });
  hers = {
    done: done.id,
    asset: done.assetIds[0] ?? '',
    project: projectId,
    open: open?.id ?? '',
    gift: gift ?? '',
    team,
  };
});
afterAll(() => world?.close());

/** Her server, as a request of somebody who manages nothing there describes it. */
async function herTeam(): Promise<TeamHere> {
  const row = await world.deps.db.workspace.findUniqueOrThrow({ where: { id: hers.team } });
  const externalId = (await openPlaceId(world.deps, row)) ?? '';
  const nothing = { whichOf: async () => [], allGroups: async () => [], isManager: async () => false };
  return { platform: 'discord', externalId, memberName: 'Mallory', ...nothing };
}

/** Presses a button, or sends its form, as somebody in Discord who was never shown it. Returns all that they read. */
async function pressed(
  userId: string,
  { intent, values }: { intent: Intent; values?: object | undefined },
): Promise<string> {
  const target = { platform: 'discord', workspaceId: '', channelId: '1', userId, fileLimit: 1e7 } as const;
  const ask: Ask = {
    key: randomUUID(),
    target,
    isAgeRestricted: async () => false,
    user: { platform: 'discord', teamId: '', userId },
    person: async () => ({ name: 'Mallory', avatarPath: null, placeName: null }),
    alone: async (its) => ({ reply: its, target }),
    ...(['workspace-data', 'place-channels', 'place-rules'].includes(intent.name) ? { team: await herTeam() } : {}),
  };
  const read: string[] = [];
  const see = async (card: Card) => void read.push(plainText(card, (command) => `/${command}`));
  const show: Reply['show'] = async (card) => ({ messageId: (await see(card)) ?? '2', channelId: '1' });
  const reply: Reply = { mayPost: true, mayBeShown: () => false, show, replyEphemeral: see, addEphemeral: see };
  const id = encodeIntent(intent);
  const act = actOf(
    intents,
    values ? { type: 'submit', id, raw: async () => values as Record<string, unknown> } : { type: 'intent', id },
  );
  if (act.answer === 'form') throw new Error(`${intent.name} needs values for its form`);
  const { name, answer, isPrivate } = act;
  await dispatch(world.deps, { name, ask, reply, answer, isPrivate }, act.run);
  return read.join('\n');
}

async function theirRows() {
  const people = await Promise.all(
    [ada, bea].map(({ userId }) => readPerson(world.deps.db, { kind: 'account', userId })),
  );
  return Promise.all(
    people.map((person) => {
      if (!person) throw new Error('somebody is gone');
      return rowsOf(world.deps, { ...person, workspace: [hers.team] });
    }),
  );
}

/** Strangers do all this; nothing of theirs is changed by it. */
async function unharmed(work: () => Promise<void>) {
  const before = await theirRows();
  expect(Object.keys(before[0] ?? {}).length).toBeGreaterThan(10);
  await work();
  expect(await theirRows()).toEqual(before);
}

const fields = { prompt: 'an own owl', size: 'square', count: 1 };
const done = () => ({ generationId: hers.done });
const picture = () => ({ assetId: hers.asset });
const open = () => ({ generationId: hers.open });
const attached = () => ({ picture: '1234567890' });
const outOfReach = /do not reach that picture/;
const notYours = /not yours/;
/** Her words, and her address. */
const shows = /a secret|[\w-]{36}@example\.com/;

/** What a stranger presses, and what they read: with an id of hers, or about themselves alone. */
type Press<Name extends IntentName> = { args: () => IntentArgs<Name>; reads: RegExp; values?: object };
/** Every intent; one that is missing does not compile. */
const presses: { [Name in IntentName]: ReadonlyArray<Press<Name>> } = {
  // Everybody may make the same from the words; see the test below for what it does not take along.
  again: [{ args: done, reads: /./ }],
  upscale: [{ args: picture, reads: /./ }],
  vary: [{ args: picture, reads: /./ }],
  'cut-out': [{ args: picture, reads: /./ }],
  edit: [{ args: picture, reads: /./, values: { instruction: 'At night' } }],
  describe: [{ args: picture, reads: /./ }],
  'make-like': [{ args: done, reads: /do not know that one/, values: { ...fields, model: 'rd-fast' } }],
  // They need a card that shows the picture.
  'use-attached': [{ args: attached, reads: outOfReach, values: { ...fields, model: 'rd-fast' } }],
  'upscale-attached': [{ args: attached, reads: /This costs you 1 credit/ }],
  'cut-out-attached': [{ args: attached, reads: /This costs you 1 credit/ }],
  'describe-attached': [{ args: attached, reads: /This costs you 1 credit/ }],
  'edit-attached': [{ args: attached, reads: outOfReach, values: { instruction: 'At night' } }],
  cancel: [{ args: open, reads: notYours }],
  delete: [{ args: done, reads: notYours }],
  'confirm-delete': [{ args: done, reads: notYours }],
  'show-withheld': [{ args: done, reads: notYours }],
  show: [{ args: done, reads: notYours }],
  'post-here': [{ args: done, reads: /cannot be shown/ }],
  download: [{ args: done, reads: notYours }],
  save: [{ args: done, reads: notYours }],
  'save-in': [{ args: () => ({ ...done(), projectId: hers.project }), reads: notYours }],
  'save-new': [{ args: done, reads: notYours, values: { name: 'Mine' } }],
  pick: [{ args: () => ({ ...done(), what: 'use-reference' }), reads: /Which picture/ }],
  // Their own words; what they take along of hers is in the tests below.
  remix: [{ args: done, reads: /an own owl/, values: { ...fields, model: 'rd-fast' } }],
  'use-reference': [
    { args: () => ({ assetId: hers.asset }), reads: /an own owl/, values: { ...fields, model: 'rd-fast' } },
  ],
  agree: [
    {
      args: () => ({ press: encodeIntent({ name: 'confirm-delete', args: done() }), credits: '0' }),
      reads: notYours,
    },
  ],
  // Everybody may tell the operators about any picture; it changes nothing of hers.
  report: [{ args: done, reads: /Thank you/, values: { reason: 'other', words: 'a secret hint' } }],
  unlink: [{ args: () => ({ identityId: ada.identityId }), reads: /It is not linked/ }],
  'undo-gift': [{ args: () => ({ giftId: hers.gift }), reads: notYours }],
  buy: [{ args: () => ({ itemId: 'pack-500' }), reads: /First your account/ }],
  'get-credits': [{ args: () => ({}), reads: /./ }],
  'privacy-ask': [{ args: () => ({ kind: 'other' }), reads: /We have your request/, values: { words: 'What is it?' } }],
  'privacy-statistics': [
    { args: () => ({ wanted: 'object' }), reads: /You are left out/ },
    { args: () => ({ wanted: 'allow' }), reads: /You are counted again/ },
  ],
  'privacy-requests': [{ args: () => ({}), reads: /What you asked/ }],
  'privacy-export': [{ args: () => ({}), reads: /Your copy/ }],
  'new-image': [{ args: () => ({}), reads: /a picture of mine/, values: { prompt: 'a picture of mine', count: 1 } }],
  'history-page': [
    { args: () => ({ after: hers.done }), reads: /Nothing older|Your earlier requests/ },
    { args: () => ({ after: '' }), reads: /./ },
  ],
  settings: [{ args: () => ({}), reads: /Your settings/, values: {} }],
  'open-command': openableCommands.map((command) => ({ args: () => ({ command }), reads: /./ })),
  'workspace-data': (['show', 'copy', 'ask', 'delete'] as const).map((what) => ({
    args: () => ({ what }),
    reads: /That is for those who manage this/,
  })),
  'place-channels': channelWishes.map((wish) => ({
    args: () => ({ wish }),
    reads: /That is for those who manage this/,
  })),
  'place-rules': [
    { args: () => ({ adult: 'yes' }), reads: /That is for those who manage this/, values: { delete: 'managers' } },
  ],
  // Before anything of their own is due.
  'stop-deletion': [{ args: () => ({}), reads: /nothing to stop/ }],
  'ask-delete-me': [{ args: () => ({}), reads: /Delete your data\?/ }],
  'delete-me': [
    { args: () => ({ what: 'identity' }), reads: /being deleted/ },
    { args: () => ({ what: 'all' }), reads: /will be deleted on/ },
  ],
};

const all = Object.entries(presses).flatMap(([name, each]) =>
  each.map((press) => [name as IntentName, press as Press<IntentName>] as const),
);
/** Of them, those that make something of what everybody sees. */
const makes: readonly IntentName[] = ['again', 'upscale', 'vary', 'cut-out', 'edit', 'describe'];
/** Of them, those after which a person can do nothing more. */
const last = 'delete-me';

test('whatever a stranger presses, with an id of hers or without, changes nothing of hers and shows nothing', async () => {
  const mallory = buildDiscordId();
  await unharmed(async () => {
    for (const [name, { args, reads, values }] of all.filter(([name]) => !makes.includes(name))) {
      const read = await pressed(mallory, { intent: { name, args: args() } as Intent, values });
      expect(read, name).toMatch(reads);
      expect(read, name).not.toMatch(shows);
    }
  });
  expect(all.at(-1)?.[0]).toBe(last);
});

test('the same once more by somebody else is agreed to, and takes her words alone: no picture of hers, no project, no credits', async () => {
  const who = buildDiscordId();
  const { identityId } = await identify(world.deps, { platform: 'discord', teamId: '', userId: who });
  const press: Intent = { name: 'again', args: done() };
  await unharmed(async () => {
    expect(await pressed(who, { intent: press })).toMatch(/This costs you 1 credit/);
    expect(await world.deps.db.generation.count({ where: { identityId } })).toBe(0);
    const agreed = (credits: string): Intent => ({ name: 'agree', args: { press: encodeIntent(press), credits } });
    // At another price they are asked again.
    expect(await pressed(who, { intent: agreed('9') })).toMatch(/This costs you 1 credit/);
    await pressed(who, { intent: agreed('1') });
  });
  const [theirs] = await world.deps.db.generation.findMany({ where: { identityId } });
  expect(theirs).toMatchObject({ projectId: null, inputImageKey: null, referenceUrl: null, userId: null });
});

test('what a stranger makes of a picture that is shown is theirs, in no project of hers, paid by them, and copied with their key', async () => {
  const who = buildDiscordId();
  const { identityId, balance } = await identify(world.deps, { platform: 'discord', teamId: '', userId: who });
  await unharmed(async () => {
    for (const name of ['upscale', 'vary', 'cut-out', 'describe'] as const) {
      const press = { name, args: picture() };
      expect(await pressed(who, { intent: press })).toMatch(/This costs you 1 credit/);
      await pressed(who, { intent: { name: 'agree', args: { press: encodeIntent(press), credits: '1' } } });
    }
    await pressed(who, { intent: { name: 'edit', args: picture() }, values: { instruction: 'At night' } });
  });
  const made = await world.deps.db.generation.findMany({ where: { identityId }, orderBy: { createdAt: 'asc' } });
  expect(made.map(({ tool, model, unitPrice, size }) => [tool, model, unitPrice, size])).toEqual([
    ['upscale', 'nightmareai/real-esrgan', 1, 'same'],
    ['vary', 'black-forest-labs/flux-schnell', 1, 'square'],
    ['cut-out', '851-labs/background-remover', 1, 'same'],
    ['describe', 'salesforce/blip', 1, 'same'],
    ['edit', 'google/nano-banana', 5, 'same'],
  ]);
  for (const row of made) {
    expect(row).toMatchObject({ sourceAssetId: hers.asset, projectId: null, userId: null, inputImageKey: null });
    // The worker copies it; of flux-schnell's it needs the words alone.
    expect(row.referenceUrl).toBe(row.tool === 'vary' ? null : `asset:${hers.asset}`);
  }
  const after = await identify(world.deps, { platform: 'discord', teamId: '', userId: who });
  expect(after.balance).toBe(balance - 9);
});

test('each intent with an id is pressed with hers', () => {
  const withIds = Object.entries(intentArgs).filter(([, shape]) =>
    Object.keys((shape as { shape: object }).shape).some((key) => /id$/i.test(key) && key !== 'itemId'),
  );
  for (const [name] of withIds) {
    const values = presses[name as IntentName].flatMap(({ args }) => Object.values(args()));
    expect([hers.done, hers.asset, hers.open, hers.gift, ada.identityId], name).toContain(values[0]);
  }
});

/** Per command: options that name nothing of somebody else's, and what a stranger types to reach for something that is. */
const typed: Record<
  string,
  { plain: string[]; reaches: Array<{ options: Record<string, string | number>; reads: string }> }
> = {
  imagine: {
    plain: [
      ...['prompt', 'model', 'size', 'format', 'count', 'seed', 'negative', 'image', 'image2', 'image3'],
      ...['strength', 'pay', 'private'],
    ],
    reaches: [
      { options: { prompt: 'x', project: 'Secret' }, reads: 'There is no such project' },
      { options: { prompt: 'x', reference: '1a2b3c4d-1' }, reads: 'You have no such picture' },
    ],
  },
  // The last one of their own.
  describe: { plain: ['image', 'private'], reaches: [] },
  history: { plain: [], reaches: [] },
  queue: { plain: [], reaches: [] },
  projects: {
    plain: ['to'],
    reaches: (['use', 'rename', 'archive', 'zip'] as const).map((what) => ({
      options: { what, name: 'Secret', to: 'Mine' },
      reads: 'Projects belong to an account',
    })),
  },
  models: { plain: [], reaches: [] },
  help: { plain: [], reaches: [] },
  settings: { plain: ['model', 'size', 'format', 'results', 'notices'], reaches: [] },
  credits: { plain: [], reaches: [] },
  buy: { plain: [], reaches: [] },
  plans: { plain: [], reaches: [] },
  billing: { plain: [], reaches: [] },
  // Of one's own credits, to anybody.
  gift: { plain: ['person', 'credits', 'message'], reaches: [] },
  team: {
    plain: [],
    reaches: [
      { options: { what: 'usage' }, reads: 'That is for those who manage this' },
      { options: { what: 'buy' }, reads: 'That is for those who manage this' },
      { options: { what: 'access', who: 'everyone' }, reads: 'That is for those who manage this' },
      { options: { what: 'cap', credits: 5 }, reads: 'That is for those who manage this' },
    ],
  },
  // A link leads to any picture: everybody may report it.
  report: { plain: ['reason', 'picture', 'words', 'message'], reaches: [] },
  setup: {
    plain: [],
    reaches: [
      { here: 'only' },
      { who: 'everyone' },
      { model: 'usual' },
      { images: 5 },
      { delete: 'managers' },
      { adult: 'withhold' },
    ].map((options) => ({
      options: options as Record<string, string | number>,
      reads: 'That is for those who manage this',
    })),
  },
  admin: {
    plain: ['person'],
    reaches: (['usage', 'block', 'unblock'] as const).map((what) => ({
      options: { what },
      reads: 'That is for those who manage this',
    })),
  },
  link: { plain: [], reaches: [] },
  account: { plain: [], reaches: [] },
  unlink: { plain: [], reaches: [] },
  privacy: { plain: [], reaches: [] },
};

test('the list above has every command and every option', () => {
  const listed = Object.entries(typed).map(([name, { plain, reaches }]) => [
    name,
    [...new Set([...plain, ...reaches.flatMap(({ options }) => Object.keys(options))])].sort(),
  ]);
  const there = commands.map(({ name, options }) => [name, Object.keys(options.shape).sort()]);
  expect(listed.sort()).toEqual(there.sort());
});

test('no command of a stranger reaches what is hers or her team’s', async () => {
  const grace = discordPerson(world, { user: 1 });
  await fund(world, grace.chatUser, 5);
  await unharmed(async () => {
    for (const [name, { reaches }] of Object.entries(typed))
      for (const { options, reads } of reaches) {
        const seen = new Set(grace.messages().map(({ id }) => id));
        await grace.run(name, options);
        const { message } = await grace.sees(reads, ({ text }, { id }) => text.includes(reads) && !seen.has(id));
        expect(message.ephemeralFor).toBe(grace.user.id);
      }
    for (const name of ['history', 'queue', 'help', 'credits', 'privacy', 'account', 'unlink']) {
      const seen = new Set(grace.messages().map(({ id }) => id));
      await grace.run(name);
      const { text } = await grace.sees(name, (_look, { id }) => !seen.has(id));
      expect(text, name).not.toMatch(shows);
    }
    const line = { userId: grace.user.id, channelId: grace.channel.id, name: 'imagine' };
    expect(
      await grace.people.autocomplete({ ...line, options: { prompt: 'x', project: 'Sec' }, focused: 'project' }),
    ).toEqual([]);
  });
});
