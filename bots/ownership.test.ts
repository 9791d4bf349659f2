import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { type Card, plainText } from '#core/chat/card/card.ts';
import { encodeIntent, type Intent, type IntentName, intentArgs } from '#core/chat/intent.ts';
import { openPlaceId } from '#core/chat/place-id.ts';
import { requestGeneration } from '#core/generations/request.ts';
import { giveCredits } from '#core/gifts/give.ts';
import { keepPalette } from '#core/palettes/keep-palette.ts';
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
import { strangersCommands } from '#test/stranger-commands.ts';
import { type Hers, idsOf, type Press, strangersPresses } from '#test/stranger-presses.ts';
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
let hers: Hers;
const prompt = 'a secret lighthouse';

beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { roles: ['bots'] });
  const { deps } = world;
  [ada, bea] = [await buildUser(deps, { credits: 20 }), await buildUser(deps)];
  await pay(deps, packPayment(ada, { credits: 500 }));
  const projectId = await createProject(deps, ada.userId, { name: 'Secret' });
  const palette = await keepPalette(deps, ada.userId, { name: 'Secret', colours: [0x112233, 0xddeeff] });
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
    palette,
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
  const shown = { show, replyEphemeral: see, addEphemeral: see, leave: async () => undefined };
  const reply: Reply = { mayPost: true, mayBeShown: () => false, ...shown };
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

const presses = strangersPresses(
  () => hers,
  () => ada,
);
const { done, picture } = idsOf(() => hers);
/** Her words, and her address. */
const shows = /a secret|[\w-]{36}@example\.com/;

const all = Object.entries(presses).flatMap(([name, each]) =>
  each.map((press) => [name as IntentName, press as Press<IntentName>] as const),
);
/** Of them, those that make something of what everybody sees. */
const makes: readonly IntentName[] = ['again', 'upscale', 'vary', 'cut-out', 'edit', 'describe', 'pixel-art'];
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
    // Free, so nobody is asked.
    await pressed(who, { intent: { name: 'pixel-art', args: picture() } });
  });
  const made = await world.deps.db.generation.findMany({ where: { identityId }, orderBy: { createdAt: 'asc' } });
  expect(made.map(({ tool, model, unitPrice, size }) => [tool, model, unitPrice, size])).toEqual([
    ['upscale', 'nightmareai/real-esrgan', 1, 'same'],
    ['vary', 'black-forest-labs/flux-schnell', 1, 'square'],
    ['cut-out', '851-labs/background-remover', 1, 'same'],
    ['describe', 'salesforce/blip', 1, 'same'],
    ['edit', 'google/nano-banana', 5, 'same'],
    ['pixel-art', 'upixel/snap', 0, 'same'],
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

test('the list above has every command and every option', () => {
  const listed = Object.entries(strangersCommands).map(([name, { plain, reaches }]) => [
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
    for (const [name, { reaches }] of Object.entries(strangersCommands))
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
