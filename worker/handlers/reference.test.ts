import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { requestGeneration } from '#core/generations/request.ts';
import { realEsrgan } from '#core/models/real-esrgan.ts';
import { StorageError } from '#core/ports/storage.ts';
import { buildRequest } from '#test/builders/request.ts';
import { createTestDatabase } from '#test/database.ts';
import { startWorld, type World } from '#test/world.ts';
import { reference } from './reference.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { roles: [] });
});
afterAll(() => world.close());

test('a store that does not take it is tried with growing pauses, and after five minutes the credits are back', async () => {
  const { deps, discord } = world;
  const user = { platform: 'discord', teamId: '', userId: discord.people.users[0]?.id ?? '' } as const;
  const { identityId, balance } = await identify(deps, user);
  // Any picture of the chat's own.
  const referenceUrl = new URL(`/avatars/${user.userId}/me.png`, discord.apiUrl).href;
  const generation = await requestGeneration(deps, buildRequest(identityId, { referenceUrl }));
  const generationId = generation?.id ?? '';
  // A file is in the way of the folder.
  const inTheWay = join(deps.config.storageUrl.replace('file:', ''), 'inputs');
  await mkdir(dirname(inTheWay), { recursive: true });
  await writeFile(inTheWay, '');
  expect(await reference(deps, { generationId })).toEqual({ againInMs: 2_000 });
  const wait = (minutes: number) =>
    deps.db
      .$executeRaw`UPDATE generations SET created_at = now() - ${minutes}::int * interval '1 minute' WHERE id = ${generationId}::uuid`;
  await wait(4);
  expect((await reference(deps, { generationId }))?.againInMs).toBeGreaterThan(100_000);
  await wait(6);
  expect(await reference(deps, { generationId })).toBeUndefined();
  await rm(inTheWay);
  expect(await deps.db.generation.findUniqueOrThrow({ where: { id: generationId } })).toMatchObject({
    status: 'failed',
    failure: 'reference_not_kept',
  });
  expect((await identify(deps, user)).balance).toBe(balance);
});

test('a file that Slack only links to, though it be at the other chat, is not asked for with the workspace’s token', async () => {
  const { deps, discord, slack } = world;
  const teamId = slack.people.workspaces[0]?.id ?? '';
  const user = { platform: 'slack', teamId, userId: slack.people.workspaces[0]?.users[0]?.id ?? '' } as const;
  const { identityId } = await identify(deps, user);
  const referenceUrl = new URL(`/avatars/${discord.people.users[0]?.id}/me.png`, discord.apiUrl).href;
  const { platform, userId } = user;
  const target = { platform, workspaceId: teamId, channelId: 'C1', userId, fileLimit: 1_000_000 };
  const generation = await requestGeneration(deps, buildRequest(identityId, { referenceUrl, target }));
  const generationId = generation?.id ?? '';
  expect(await reference(deps, { generationId })).toBeUndefined();
  expect(await deps.db.generation.findUniqueOrThrow({ where: { id: generationId } })).toMatchObject({
    status: 'failed',
    failure: 'reference_unreachable',
    inputImageKey: null,
  });
});

test('a picture that turns out to be larger than the tool takes gives the credits back, and is not kept', async () => {
  const { deps, discord } = world;
  const userId = discord.people.users[1]?.id ?? '';
  const user = { platform: 'discord', teamId: '', userId } as const;
  const { identityId, balance } = await identify(deps, user);
  const bytes = await sharp({ create: { width: 1500, height: 1500, channels: 3, background: '#c03020' } })
    .png()
    .toBuffer();
  const file = { filename: 'large.png', contentType: 'image/png', bytes };
  const channelId = discord.people.dmChannelId(userId);
  const said = discord.people.say({ userId, channelId, content: 'look', files: [file] });
  const madeFrom = { assetId: null, tool: 'upscale', takesPicture: true, originModel: null } as const;
  const asked = {
    model: realEsrgan,
    size: 'same',
    count: 1,
    referenceUrl: said.attachments[0]?.url,
    madeFrom,
  } as const;
  const target = { platform: 'discord', workspaceId: '', channelId, userId, fileLimit: 1_000_000 } as const;
  const generation = await requestGeneration(deps, buildRequest(identityId, { ...asked, target }));
  const generationId = generation?.id ?? '';
  expect(await reference(deps, { generationId })).toBeUndefined();
  expect(await deps.db.generation.findUniqueOrThrow({ where: { id: generationId } })).toMatchObject({
    ...{ status: 'failed', failure: 'reference_too_large', inputImageKey: null, tool: 'upscale' },
  });
  expect((await identify(deps, user)).balance).toBe(balance);
});

test('a process that comes back late fails no request that another one has taken further', async () => {
  const { deps, discord } = world;
  const user = { platform: 'discord', teamId: '', userId: discord.people.users[1]?.id ?? '' } as const;
  const { identityId } = await identify(deps, user);
  const referenceUrl = new URL(`/avatars/${user.userId}/me.png`, discord.apiUrl).href;
  const asked = await requestGeneration(deps, buildRequest(identityId, { referenceUrl }));
  const generationId = asked?.id ?? '';
  const storage = {
    ...deps.storage,
    put: async () => {
      await reference(deps, { generationId });
      throw new StorageError('not_found', 'Its picture was deleted meanwhile.');
    },
  };
  expect(await reference({ ...deps, storage }, { generationId })).toBeUndefined();
  expect(await deps.db.generation.findUniqueOrThrow({ where: { id: generationId } })).toMatchObject({
    status: 'queued',
    failure: null,
    referenceUrl: null,
  });
});
