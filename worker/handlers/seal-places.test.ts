import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Guest, identify } from '#core/accounts/identify.ts';
import { saveGuilds } from '#core/chat/discord/guilds.ts';
import { isPlace, type Place, placeHash } from '#core/chat/place-hash.ts';
import { openTeamId } from '#core/chat/place-id.ts';
import { saveSlackInstall } from '#core/chat/slack/installs.ts';
import { targetOfRow } from '#core/chat/stored-target.ts';
import type { ReplyTarget } from '#core/chat/target.ts';
import type { Deps } from '#core/deps.ts';
import { requestGeneration } from '#core/generations/request.ts';
import { beginSealing, isSealingDue, sealingState } from '#core/keys/sealing.ts';
import { unlinkIdentity } from '#core/linking/unlink-identity.ts';
import { addWorkspace } from '#core/teams/add-workspaces.ts';
import type { TeamHere } from '#core/teams/team-here.ts';
import { visitTeam } from '#core/teams/visit-team.ts';
import { workspaceName } from '#core/teams/workspace-name.ts';
import { buildRequest } from '#test/builders/request.ts';
import { buildUser } from '#test/builders/user.ts';
import { createTestDatabase } from '#test/database.ts';
import { findTraces } from '#test/traces.ts';
import { startWorld, type World } from '#test/world.ts';
import { seal } from './seal.ts';

let world: World;
/** As the version before wrote ids of places, and as this one does until an operator says that it is everywhere. */
let before: Deps;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { roles: [] });
  const { deps } = world;
  const sealing: typeof deps.keys.sealing = async (kind) => kind !== 'places' && deps.keys.sealing(kind);
  before = { ...deps, keys: { ...deps.keys, sealing } };
});
afterAll(() => world.close());

/** So that its people may spend their trial. */
const long = { firstInstalledAt: new Date('2026-01-05') };
const buildTeamId = () => `T${randomUUID().slice(0, 8).toUpperCase()}`;
const rowOf = async (place: Place) =>
  world.deps.db.workspace.findFirstOrThrow({ where: await isPlace(world.deps, place) });
const traces = async (id: string) =>
  findTraces(world.deps.config.databaseUrl, world.deps.config.keysUrl.replace('file:', ''), [id]);

const managing = (place: Place): TeamHere => ({
  ...{ ...place, memberName: 'Ada', myGroups: [], whichOf: async () => [], allGroups: async () => [] },
  isManager: async () => true,
});

/** A Slack workspace, with somebody who manages its wallet and has asked for a picture there. */
async function settle(deps: Deps, teamId: string) {
  const place = { platform: 'slack', externalId: teamId } as const;
  await saveSlackInstall(deps, {
    teamId,
    name: 'Sprite Forge',
    botToken: `xoxb-${teamId}`,
    botUserId: `U${randomUUID()}`,
    ...long,
  });
  const chatUser = { platform: 'slack', teamId, userId: `U${randomUUID().slice(0, 8)}` } as const;
  const guest = await identify(deps, chatUser);
  const { walletId } = await visitTeam(deps, { team: managing(place), who: guest });
  const target: ReplyTarget = {
    ...{ platform: 'slack', workspaceId: teamId, channelId: 'C0123456', userId: chatUser.userId, fileLimit: 1 },
  };
  const generation = await requestGeneration(deps, buildRequest(guest.identityId, { target, team: managing(place) }));
  return { place, chatUser, guest, walletId, target, generationId: generation?.id ?? '' };
}

async function works(deps: Deps, { place, chatUser, guest, walletId, target, generationId }: Settled) {
  deps.slackTokens.forget(place.externalId);
  expect(await deps.slackTokens.tokenFor(place.externalId)).toBe(`xoxb-${place.externalId}`);
  expect(await workspaceName(deps, place)).toBe('Sprite Forge');
  expect((await identify(deps, chatUser)).identityId).toBe(guest.identityId);
  expect((await visitTeam(deps, { team: managing(place), who: guest })).walletId).toBe(walletId);
  const delivery = await deps.db.delivery.findUniqueOrThrow({ where: { generationId }, include: { target: true } });
  if (!delivery.target) throw new Error('it has a target');
  expect(await targetOfRow(deps, delivery.target)).toEqual(target);
  const identity = await deps.db.identity.findUniqueOrThrow({ where: { id: guest.identityId } });
  expect(await openTeamId(deps, identity)).toBe(place.externalId);
}
type Settled = Awaited<ReturnType<typeof settle>>;

test('the id of a server or workspace lies sealed wherever it is written, and everything finds its way by it', async () => {
  const { deps } = world;
  const teamId = buildTeamId();
  const settled = await settle(deps, teamId);
  await works(deps, settled);
  expect(await traces(teamId)).toEqual([]);
  const guildId = '4711471147114711';
  await saveGuilds(deps, [{ id: guildId, name: 'Another' }]);
  expect(await workspaceName(deps, { platform: 'discord', externalId: guildId })).toBe('Another');
  expect(await traces(guildId)).toEqual([]);
});

test('what was written before is read by both versions, then sealed, and read as before', async () => {
  const { deps } = world;
  const teamId = buildTeamId();
  const settled = await settle(before, teamId);
  await works(before, settled);
  await works(deps, settled);
  expect((await traces(teamId)).length).toBeGreaterThan(0);

  await deps.db.$executeRaw`UPDATE sealing SET places_begun_at = NULL, done_at = now()`;
  expect(await seal(before)).toBe(0);
  expect(await sealingState(deps)).toMatch(/^ok: not begun, \d+ left \(npm run privacy:seal\)$/);
  await beginSealing(deps.db);
  expect(await seal(deps)).toBeGreaterThan(0);
  expect(await traces(teamId)).toEqual([]);
  await works(deps, settled);
  await works(before, settled);
  await deps.db
    .$executeRaw`UPDATE sealing SET begun_at = now() - interval '1 hour', ids_begun_at = now() - interval '1 hour',
      accounts_begun_at = now() - interval '1 hour', places_begun_at = now() - interval '1 hour'`;
  await seal(deps);
  expect(await sealingState(deps)).toBe('ok: all');
});

test('what free credits were counted of a place before goes on under its hash, as does the request that may give them back', async () => {
  const { deps } = world;
  const { place, generationId } = await settle(deps, buildTeamId());
  const hash = `hash:${Buffer.from(await placeHash(deps, place)).toString('hex')}`;
  const guildId = '4712471247124712';
  await deps.db.$executeRaw`
    INSERT INTO unpaid_days (day, place, held) SELECT CURRENT_DATE, * FROM (VALUES (${place.externalId}, 3), (${hash}, 2), (${guildId}, 4)) AS v(place, held)
    ON CONFLICT (day, place) DO UPDATE SET held = excluded.held`;
  await deps.db.generation.update({ where: { id: generationId }, data: { unpaidPlace: place.externalId } });
  await beginSealing(deps.db);
  await deps.db.$executeRaw`UPDATE sealing SET done_at = NULL`;
  await seal(deps);
  expect([...(await traces(place.externalId)), ...(await traces(guildId))]).toEqual([]);
  expect(await deps.db.unpaidDay.findMany({ where: { place: hash } })).toMatchObject([{ held: 5 }]);
  expect(await deps.db.generation.findUnique({ where: { id: generationId } })).toMatchObject({ unpaidPlace: hash });
  const ofGuild = await placeHash(deps, { platform: 'discord', externalId: guildId });
  const where = { place: `hash:${Buffer.from(ofGuild).toString('hex')}` };
  expect(await deps.db.unpaidDay.findMany({ where })).toMatchObject([{ held: 4 }]);
});

test('a second row, made by a process that was left running, is merged into the first; one with a wallet waits for a person', async () => {
  const { deps } = world;
  await deps.db.$executeRaw`UPDATE sealing SET done_at = now()`;
  const [mine, other] = [buildTeamId(), buildTeamId()];
  const settled = [await settle(deps, mine), await settle(deps, other)] as const;
  const second = async ({ place }: Settled, wallet: string | null) => {
    const data = {
      ...place,
      botToken: new Uint8Array(deps.seal.close('xoxb-new')),
      scopes: 'commands',
      walletId: wallet,
    };
    return (await deps.db.workspace.create({ data })).id;
  };
  const wallet = await deps.db.wallet.create({ data: { id: randomUUID() } });
  const ids = [await second(settled[0], null), await second(settled[1], wallet.id)];
  expect(await isSealingDue(deps)).toBe('late');
  await seal(deps);
  expect((await deps.db.workspace.findMany({ where: { id: { in: ids } } })).map(({ id }) => id)).toEqual([ids[1]]);
  deps.slackTokens.forget(mine);
  expect(await deps.slackTokens.tokenFor(mine)).toBe('xoxb-new');
  expect((await rowOf(settled[0].place)).walletId).toBe(settled[0].walletId);
  await deps.db.workspace.deleteMany({ where: { id: ids[1] ?? '' } });
  expect(await isSealingDue(deps)).toBe(false);
});

test('many requests at once make one row and leave one key; an unlinked identity keeps its workspace under a key of its own', async () => {
  const { deps } = world;
  const place = { platform: 'slack', externalId: buildTeamId() } as const;
  const keyCount = async () => (await deps.keyStorage.list('keys/', { after: '', most: 1_000 })).length;
  const known = await keyCount();
  const ids = await Promise.all(Array.from({ length: 6 }, () => addWorkspace(deps, place)));
  expect(new Set(ids).size).toBe(1);
  expect(await keyCount()).toBe(known + 1);

  const teamId = buildTeamId();
  const user = await buildUser(deps, { platform: 'slack', teamId });
  await unlinkIdentity(deps, user);
  const row = await deps.db.identity.findUniqueOrThrow({ where: { id: user.identityId } });
  expect(await openTeamId(deps, row)).toBe(teamId);
  const { id: keyId } = await deps.keys.of({ identityId: user.identityId });
  expect(Buffer.from(row.teamIdSealed ?? []).toString('hex')).toContain(keyId.replaceAll('-', ''));
  const again: Guest = await identify(deps, user.chatUser);
  expect(again.identityId).toBe(user.identityId);
});
