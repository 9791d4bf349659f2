import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { linkIdentity } from '#core/linking/link-identity.ts';
import { visitTeam } from '#core/teams/visit-team.ts';
import { buildGeneration } from '#test/builders/generation.ts';
import { buildGuest } from '#test/builders/guest.ts';
import { buildUser } from '#test/builders/user.ts';
import { createTestDatabase } from '#test/database.ts';
import { movingArt, nativeArt } from '#test/pixel/foreign.ts';
import { unzip } from '#test/unzip.ts';
import { startWorld, type World } from '#test/world.ts';
import { openByCode, openByPass } from './read-exports.ts';
import { requestExport } from './request-export.ts';
import { runExport } from './run-export.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { roles: [] });
});
afterAll(() => world.close());

const inChat = { origin: 'chat', proof: 'chat_identity', withCode: true } as const;

async function filesOf(exportId: string) {
  const { storageKey } = await world.deps.db.exportPart.findFirstOrThrow({ where: { exportId } });
  return unzip(await world.deps.storage.get(storageKey));
}

test('a picture that somebody added has the ending of what it is', async () => {
  const { deps } = world;
  const user = await buildUser(deps);
  const { id } = await buildGeneration(deps, user);
  const [still, moving] = [await nativeArt(), await movingArt()];
  for (const { bytes, filename } of [still, moving])
    await deps.storage.put(`references/${filename}`, bytes, { contentType: 'image/png', owner: user });
  await deps.db.generation.update({
    where: { id },
    data: { inputImageKey: `references/${still.filename}`, secondImageKey: `references/${moving.filename}` },
  });
  const { id: exportId } = await deps.db.export.create({ data: { userId: user.userId, requestId: user.userId } });
  await runExport(deps, exportId);
  const files = await filesOf(exportId);
  expect([...files.keys()].filter((name) => name.startsWith('added/'))).toEqual([
    `added/${id}.png`,
    `added/${id}-2.webp`,
  ]);
  expect(files.get(`added/${id}-2.webp`)?.equals(moving.bytes)).toBe(true);
});

test('a damaged file is missing, and everything else is there', async () => {
  const { deps } = world;
  const user = await buildUser(deps);
  const { id, assetIds } = await buildGeneration(deps, user, { images: 2 }, (nth) => Buffer.alloc(200_000, nth + 1));
  await deps.storage.put('references/cut.png', Buffer.alloc(50), { contentType: 'image/png', owner: user });
  await deps.db.generation.update({ where: { id }, data: { inputImageKey: 'references/cut.png' } });
  const [damaged, whole] = assetIds;
  for (const key of [`assets/${id}/0.png`, 'references/cut.png']) {
    // Its head is as it was, and the end is gone.
    const path = new URL(`${deps.config.storageUrl.replace(/\/?$/, '/')}${key}`);
    const sealed = await readFile(path);
    await writeFile(path, sealed.subarray(0, -10));
  }
  const asked = await requestExport(deps, { owner: { userId: user.userId }, ...inChat });
  await runExport(deps, asked.id);
  const names = [...(await filesOf(asked.id)).keys()];
  expect(names).toContain(`pictures/${whole}.png`);
  expect(names).not.toContain(`pictures/${damaged}.png`);
  const { state, evidence } = await deps.db.privacyRequest.findUniqueOrThrow({ where: { ticket: asked.ticket } });
  expect([state, evidence]).toEqual(['done', expect.objectContaining({ missing: 2 })]);
});

test.each(['before', 'while'])(
  'a guest who links %s their copy is made gets the account’s, by signing in',
  async (when) => {
    const { deps } = world;
    const [guest, user] = [await buildGuest(deps), await buildUser(deps)];
    const { identityId, walletId } = guest;
    const { assetIds } = await buildGeneration(deps, { userId: null, identityId, walletId }, {}, () =>
      Buffer.alloc(9, 1),
    );
    const asked = await requestExport(deps, { owner: { identityId }, ...inChat });
    const { pass } = await openByCode(deps, asked.code ?? '');
    expect(await openByPass(deps, pass)).toMatchObject({ id: asked.id, state: 'waiting' });
    const person = { name: 'Ada', avatarPath: null, placeName: null };
    const link = () => linkIdentity(deps, { identityId, userId: user.userId, person });
    if (when === 'before') await link();
    const { putStream } = deps.storage;
    const linking: typeof putStream = async (...given) => {
      if (when === 'while') await link();
      return putStream(...given);
    };
    await runExport({ ...deps, storage: { ...deps.storage, putStream: linking } }, asked.id);
    expect([...(await filesOf(asked.id)).keys()]).toContain(`pictures/${assetIds[0]}.png`);
    const row = await deps.db.export.findUniqueOrThrow({ where: { id: asked.id }, include: { parts: true } });
    expect(row).toMatchObject({ userId: user.userId, identityId: null, codeHash: null, parts: [{ number: 1 }] });
    await expect(openByPass(deps, pass)).rejects.toThrow('There is no such export');
    expect(await deps.db.mail.count({ where: { userId: user.userId, kind: 'export-ready' } })).toBe(1);
  },
);

test('a code is good once, and still is after the chat was silent', async () => {
  const { deps, discord } = world;
  const { guilds, users } = discord.people;
  // Whose server it is.
  const [[guild], [owner]] = [guilds, users];
  const ada = await identify(deps, { platform: 'discord', teamId: '', userId: owner?.id ?? '' });
  const { workspaceId } = await visitTeam(deps, {
    team: {
      ...{ platform: 'discord', externalId: guild?.id ?? '', memberName: 'Ada', myGroups: [] },
      ...{ whichOf: async () => [], allGroups: async () => [], isManager: async () => true },
    },
    who: ada,
  });
  const { code = '' } = await requestExport(deps, { owner: { identityId: ada.identityId }, workspaceId, ...inChat });
  discord.faults.add({ on: `GET /api/v10/guilds/${guild?.id}/members`, do: { type: 'slow', ms: 6_000 } });
  await expect(openByCode(deps, code)).rejects.toMatchObject({ code: 'chat_silent' });
  const opened = await Promise.allSettled([openByCode(deps, code), openByCode(deps, code)]);
  expect(opened.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});
