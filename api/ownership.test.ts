import { afterAll, beforeAll, expect, test } from 'vitest';
import { contract, type EndpointName, plainPaths, publicEndpoints } from '#core/contract/pages/contract.ts';
import type { Endpoint } from '#core/contract/pages/endpoint.ts';
import { type WebPerson, webPerson } from '#test/account-person.ts';
import { createTestDatabase } from '#test/database.ts';
import { discordPerson } from '#test/discord-person.ts';
import { linkChat } from '#test/link-chat.ts';
import { startWorld, type World } from '#test/world.ts';

/** Everything that Ada owns, and who else might want it. */
interface Owned {
  asset: string;
  project: string;
  generation: string;
  identity: string;
  session: string;
  team: string;
}
let world: World;
let ada: WebPerson;
let grace: WebPerson;
let hers: Owned;

beforeAll(async () => {
  world = await startWorld(await createTestDatabase());
  [ada, grace] = [webPerson(world), webPerson(world)];
  await ada.register('ada@example.com');
  await grace.register('grace@example.com');
  const chat = discordPerson(world);
  await linkChat(ada, chat);
  await chat.imagine({ prompt: 'a secret lighthouse' });
  await chat.sees('the picture', ({ images }) => images.length === 1);
  const first = async (path: string) => (await ada.get(path)).body.items[0].id as string;
  const asset = await first('/api/assets');
  hers = {
    asset,
    project: (await ada.post('/api/projects', { name: 'Secret' })).body.id,
    generation: (await ada.get(`/api/assets/${asset}`)).body.generationId,
    identity: await first('/api/identities'),
    session: await first('/api/sessions'),
    team: await openTeam(),
  };
});
afterAll(() => world.close());

/** She owns the server, and so its wallet is hers to manage. */
async function openTeam(): Promise<string> {
  const chat = discordPerson(world);
  await chat.run('team');
  const card = await chat.sees('the wallet', ({ text }) => text.includes('You manage it'));
  return new URL(card.buttons[0]?.url ?? '').pathname.split('/').at(-1) ?? '';
}

/** Every endpoint that concerns one or several of her things: what is sent, and what a stranger gets. */
const reaching: Partial<Record<EndpointName, { id?: keyof Owned; body?: () => unknown; refused: unknown }>> = {
  cancelGeneration: { id: 'generation', refused: 404 },
  getAsset: { id: 'asset', refused: 404 },
  moveAssets: { body: () => ({ ids: [hers.asset], projectId: null }), refused: { moved: 0 } },
  deleteAssets: { body: () => ({ ids: [hers.asset] }), refused: { deleted: 0 } },
  downloadAssets: { body: () => ({ ids: [hers.asset] }), refused: 404 },
  renameAsset: { id: 'asset', body: () => ({ title: 'Mine now' }), refused: 404 },
  updateProject: { id: 'project', body: () => ({ name: 'Mine now' }), refused: 404 },
  deleteProject: { id: 'project', refused: 404 },
  eraseProject: { id: 'project', refused: 404 },
  unlinkIdentity: { id: 'identity', refused: 404 },
  revokeSession: { id: 'session', refused: 404 },
  getTeam: { id: 'team', refused: 404 },
  openTeamPortal: { id: 'team', refused: 404 },
};
/** Endpoints for operators have a test of their own (api/admin). */
const endpoints = publicEndpoints as Array<[EndpointName, Endpoint]>;

function ask(person: WebPerson, name: EndpointName) {
  const { method, path }: Endpoint = contract[name];
  const { id, body } = reaching[name] ?? {};
  const url = path.replace(':id', id ? hers[id] : '00000000-0000-4000-8000-000000000000');
  switch (method) {
    case 'GET':
      return person.get(url);
    case 'POST':
      return person.post(url, body?.() ?? {});
    case 'PATCH':
      return person.patch(url, body?.() ?? {});
    case 'DELETE':
      return person.remove(url);
  }
}

test('the list above has every endpoint with an id or a list of ids', () => {
  // An open endpoint is for anybody who knows the id: of a payment, that is the payer.
  const withIds = endpoints
    .filter(([, { open }]) => !open)
    .filter(([, { params, body }]) => params || JSON.stringify(body?.toJSONSchema() ?? {}).includes('"ids"'))
    .map(([name]) => name);
  expect(Object.keys(reaching).sort()).toEqual(withIds.sort());
});

test.each(endpoints.filter(([, endpoint]) => !endpoint.open).map(([name]) => name))(
  '%s: nobody who is signed out',
  async (name) => {
    const answer = await ask(webPerson(world), name);
    expect([answer.status, answer.body.type]).toEqual([401, 'signed_out']);
  },
);

test.each(Object.keys(reaching) as EndpointName[])('%s: not of somebody else', async (name) => {
  const answer = await ask(grace, name);
  const { refused } = reaching[name] ?? {};
  if (typeof refused === 'number') expect(answer.status).toBe(refused);
  else expect(answer.body).toEqual(refused);
});

test('lists show a stranger nothing of hers', async () => {
  for (const path of [
    '/api/home',
    '/api/assets',
    '/api/projects',
    '/api/ledger',
    '/api/identities',
    '/api/sessions',
    '/api/privacy',
    '/api/ledger.csv',
  ]) {
    const { status, body } = await grace.get(path);
    expect(status, path).toBe(200);
    for (const id of Object.values(hers)) expect(JSON.stringify(body)).not.toContain(id);
    expect(JSON.stringify(body)).not.toContain('secret lighthouse');
  }
});

test('pictures, zips and avatars: nobody but her, whoever has the address', async () => {
  const zip = (await ada.post('/api/assets/download', { ids: [hers.asset] })).body.url;
  const paths = [
    plainPaths.file(hers.asset, 'image'),
    plainPaths.file(hers.asset, 'thumbnail'),
    plainPaths.avatar(hers.identity),
    zip,
  ];
  for (const path of paths) {
    expect((await ada.get(path)).status, path).toBe(200);
    expect((await grace.get(path)).status, path).toBeGreaterThanOrEqual(400);
    expect((await webPerson(world).get(path)).status, path).toBe(401);
  }
});

test('a guest in chat has no page, and sees nothing of an account', async () => {
  const chat = discordPerson(world, { user: 1 });
  await chat.run('history');
  await chat.sees('nothing', ({ text }) => text.includes('Nothing yet'));
});

test('after all that, everything of hers is still there', async () => {
  expect((await ada.get(`/api/assets/${hers.asset}`)).status).toBe(200);
  expect((await ada.get('/api/projects')).body.items[0].name).toBe('Secret');
  expect((await ada.get('/api/identities')).body.items).toHaveLength(1);
  expect((await ada.get('/api/session')).body.user.email).toBe('ada@example.com');
});
