import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { contract, type EndpointName } from '#core/contract/pages/contract.ts';
import type { Endpoint } from '#core/contract/pages/endpoint.ts';
import { plainPaths } from '#core/contract/pages/plain-paths.ts';
import { beginDeletion } from '#core/privacy/erasure/begin-deletion.ts';
import { readPerson } from '#core/privacy/erasure/person.ts';
import { mailTo, type WebPerson, webPerson } from '#test/account-person.ts';
import { buildUser } from '#test/builders/user.ts';
import { createTestDatabase } from '#test/database.ts';
import { discordPerson } from '#test/discord-person.ts';
import { linkChat, linkToken } from '#test/link-chat.ts';
import { rowsOf } from '#test/rows-of.ts';
import { slackPerson } from '#test/slack-person.ts';
import { type Owned, type Reach, recolouring, strangersRequests } from '#test/stranger-requests.ts';
import { startWorld, type World } from '#test/world.ts';

let world: World;
let ada: WebPerson;
/** Has an account and a picture, too. */
let grace: WebPerson;
let hers: Owned;
let gracesPicture: string;
let gracesProject: string;

const first = async (person: WebPerson, path: string) => (await person.get(path)).body.items[0].id as string;

beforeAll(async () => {
  world = await startWorld(await createTestDatabase());
  [ada, grace] = [webPerson(world), webPerson(world)];
  await ada.register('ada@example.com');
  await grace.register('grace@example.com');
  const [chat, other] = [discordPerson(world), discordPerson(world, { user: 1 })];
  await linkChat(ada, chat);
  await linkChat(grace, other);
  for (const [person, prompt] of [
    [chat, 'a secret lighthouse'],
    [other, 'a public barn'],
  ] as const) {
    await person.imagine({ prompt });
    await person.sees('the picture', ({ images, text }) => images.length === 1 && text.includes(prompt));
  }
  await ada.post('/api/privacy/exports');
  await mailTo(world, 'ada@example.com', 'The copy of your data is ready');
  const link = await linkToken(slackPerson(world));
  expect((await ada.post('/api/link/open', { token: link })).status).toBe(200);
  const asset = await first(ada, '/api/assets');
  gracesPicture = await first(grace, '/api/assets');
  gracesProject = (await grace.post('/api/projects', { name: 'Her own' })).body.id;
  const { body: made } = await ada.post('/api/webhooks', {
    url: 'https://upixel.invalid/hook',
    events: ['generation.canceled'],
  });
  const project = (await ada.post('/api/projects', { name: 'Secret' })).body.id;
  await ada.post('/api/assets/move', { ids: [asset], projectId: project });
  hers = {
    ...{ asset, link, project },
    recolouring: (await ada.post(`/api/projects/${project}/recolour`, recolouring([asset]))).body.id,
    palette: (await ada.post('/api/palettes', { name: 'Secret', colours: ['#1a2b3c'] })).body.id,
    generation: (await ada.get(`/api/assets/${asset}`)).body.generationId,
    identity: await first(ada, '/api/identities'),
    session: await first(ada, '/api/sessions'),
    export: await first(ada, '/api/privacy/exports'),
    key: (await ada.post('/api/keys', { name: 'Secret', scopes: ['read'] })).body.key.id,
    share: (await ada.post('/api/shares', { ids: [asset] })).body.id,
    webhook: made.webhook.id,
    message: (await ada.post(`/api/webhooks/${made.webhook.id}/test`)).body.id,
    team: await openTeam(),
  };
  // What she began herself goes on until it is done.
  const isDone = () => world.deps.db.recolouring.count({ where: { id: hers.recolouring, finishedAt: { not: null } } });
  await vi.waitFor(async () => expect(await isDone()).toBe(1), { timeout: 30_000 });
});
afterAll(() => world.close());

/** She owns the server, and so its wallet is hers to manage. */
async function openTeam(): Promise<string> {
  const chat = discordPerson(world);
  await chat.run('team');
  const card = await chat.sees('the wallet', ({ text }) => text.includes('You manage it'));
  return new URL(card.buttons[0]?.url ?? '').pathname.split('/').at(-1) ?? '';
}

const concerns = strangersRequests(
  () => hers,
  () => ({ picture: gracesPicture, project: gracesProject }),
);
const names = Object.keys(contract) as EndpointName[];
const reaching = names.flatMap((name) => {
  const each = concerns[name];
  return typeof each === 'object' && !('session' in each) ? [[name, each] as const] : [];
});
const sessions = names.filter((name) => typeof concerns[name] === 'object' && 'session' in (concerns[name] as object));

function ask(person: WebPerson, name: EndpointName, { id, query, body }: Omit<Reach, 'refused'> = {}) {
  const { method, path }: Endpoint = contract[name];
  const search = query ? `?${new URLSearchParams(query())}` : '';
  const url = path.replace(':id', id?.() ?? randomUUID()) + search;
  return {
    GET: () => person.get(url),
    POST: () => person.post(url, body?.() ?? {}),
    PATCH: () => person.patch(url, body?.() ?? {}),
    DELETE: () => person.remove(url),
  }[method]();
}

/** What is a person's own words, or one of a list: it names nothing of anybody's. Whatever else is text may be an id, or a secret. */
const plainWords = [
  'prompt',
  'negativePrompt',
  'instruction',
  'name',
  'title',
  'style',
  'words',
  'q',
  'model',
  'size',
  'item',
  'cursor',
  'defaults',
  'notes',
  'month',
  'colours',
  'names',
  'from',
  'to',
];

interface Shape {
  type?: string;
  enum?: unknown;
  const?: unknown;
  format?: string;
  properties?: Record<string, Shape>;
  items?: Shape;
  anyOf?: Shape[];
  oneOf?: Shape[];
}

/** The parts of a request that may name something: everything but figures, choices, days and plain words. */
function namingParts(shape: Shape, name = ''): string[] {
  const parts = [...(shape.anyOf ?? []), ...(shape.oneOf ?? []), ...(shape.items ? [shape.items] : [])];
  if (shape.properties)
    return Object.entries(shape.properties).flatMap(([key, each]) =>
      plainWords.includes(key) ? [] : namingParts(each, key),
    );
  if (parts.length > 0) return parts.flatMap((part) => namingParts(part, name));
  const isTime = shape.format === 'date' || shape.format === 'date-time';
  const isPlain = shape.type !== 'string' || shape.enum !== undefined || shape.const !== undefined || isTime;
  return isPlain ? [] : [name];
}

test.each(names)('%s: whatever in it may name something of somebody’s is tried by a stranger', (name) => {
  const { params, query, body, operator, open }: Endpoint = contract[name];
  const how = concerns[name];
  expect(how === 'operators').toBe(operator === true);
  if (how === 'operators') return;
  if (how === 'everybody') expect(open).toBe(true);
  const shapes = [params, query, body].filter((each) => each !== undefined);
  const naming = new Set(shapes.flatMap((each) => namingParts(each.toJSONSchema({ io: 'input' }) as Shape)));
  const reaches = typeof how === 'object' && !('session' in how) ? how : [];
  const tried = reaches.flatMap(({ id, query, body }) => [
    ...(id ? ['id'] : []),
    ...Object.keys({ ...query?.(), ...body?.() }),
  ]);
  expect([...naming].filter((each) => !tried.includes(each))).toEqual([]);
});

const closed = names.filter((name) => !(contract[name] as Endpoint).open && concerns[name] !== 'operators');
test.each(closed)('%s: nobody who is signed out', async (name) => {
  const answer = await ask(webPerson(world), name);
  expect([answer.status, answer.body.type]).toEqual([401, 'signed_out']);
});

/** All that is hers and her team's, as soon as nothing of it is on its way any more. */
async function herRows() {
  const { id: userId } = await world.deps.db.user.findUniqueOrThrow({ where: { email: 'ada@example.com' } });
  const person = await readPerson(world.deps.db, { kind: 'account', userId });
  if (!person) throw new Error('Ada is gone');
  await vi.waitFor(
    async () => {
      expect(await world.deps.db.mail.count()).toBe(0);
      expect(await world.deps.db.delivery.count({ where: { status: 'pending' } })).toBe(0);
      expect(await world.deps.db.delivery.count({ where: { rewriteAt: { not: null } } })).toBe(0);
      expect(await world.deps.db.webhookDelivery.count({ where: { status: 'pending', endpoint: { userId } } })).toBe(0);
      // What was decoded is noted a few seconds later.
      expect(await world.deps.db.asset.count({ where: { provenAt: null, deletedAt: null } })).toBe(0);
    },
    { timeout: 30_000, interval: 50 },
  );
  return rowsOf(world.deps, { ...person, workspace: [hers.team] });
}

/** Strangers do all this; nothing of hers is changed by it, and none of it comes to light. */
async function unharmed(work: () => Promise<void>) {
  const before = await herRows();
  expect(Object.keys(before).length).toBeGreaterThan(15);
  await work();
  expect(await herRows()).toEqual(before);
}

function expectNothingOfHers(body: unknown, at: string) {
  const said = JSON.stringify(body) ?? '';
  const { link: _, ...things } = hers;
  for (const each of [...Object.values(things), 'secret lighthouse', 'ada@example.com'])
    expect(said, at).not.toContain(each);
}

test('whoever reaches for what is hers is turned away, and nothing is changed', async () => {
  await unharmed(async () => {
    for (const [name, reaches] of reaching)
      for (const reach of reaches) {
        const { refused } = reach;
        const answer = await ask(grace, name, reach);
        const got =
          typeof refused === 'number' ? answer.status : typeof refused === 'string' ? answer.body.type : answer.body;
        expect([name, got]).toEqual([name, refused]);
        expectNothingOfHers(answer.body, name);
      }
  });
});

test('what is about whoever is signed in reaches nobody else, up to the end of an account', async () => {
  const mallory = webPerson(world);
  await mallory.register('mallory@example.com');
  await unharmed(async () => {
    for (const name of [...sessions.filter((each) => each !== 'beginDeletion'), 'beginDeletion'] as const) {
      const { session } = concerns[name] as { session: Record<string, unknown> };
      const answer = await ask(mallory, name, { body: () => session });
      expect([200, 204, 409], `${name}: ${JSON.stringify(answer.body)}`).toContain(answer.status);
      expectNothingOfHers(answer.body, name);
    }
  });
});

test('a deletion that is due is stopped by nobody else', async () => {
  const { userId } = await buildUser(world.deps);
  const wish = { erased: { kind: 'account', userId }, origin: 'web', proof: 'recent_sign_in', chat: null } as const;
  const { erasureId } = await beginDeletion(world.deps, wish);
  expect((await grace.post('/api/deletion/stop')).body.type).toBe('no_deletion');
  expect(await world.deps.db.erasure.findUnique({ where: { id: erasureId } })).toMatchObject({ state: 'waiting' });
});

/** Outside the contract. `hers`: nobody but she; `theirs`: the same address shows each their own. A missing one does not compile. */
const plain: Record<keyof typeof plainPaths, 'everybody' | 'operators' | 'theirs' | { hers: () => Promise<string[]> }> =
  {
    file: {
      hers: async () => [
        ...(['image', 'thumbnail', 'large-thumbnail'] as const).map((kind) => plainPaths.file(hers.asset, kind)),
      ],
    },
    converted: {
      hers: async () => [plainPaths.converted(hers.asset, 'webp'), plainPaths.converted(hers.asset, 'jpeg')],
    },
    // Of what moves, which hers does not: api/files/moving.test.ts.
    moving: 'theirs',
    // Shown to its team: api/teams has its test.
    teamFile: 'theirs',
    // Signed, for guests and chats: api/files has its test.
    original: 'everybody',
    example: 'everybody',
    swatch: 'everybody',
    // Likewise: test/describe.test.ts.
    described: 'everybody',
    // Sent to, and what was sent: api/make has the test.
    references: 'theirs',
    reference: 'theirs',
    requestReference: 'theirs',
    avatar: { hers: async () => [plainPaths.avatar(hers.identity)] },
    zip: { hers: async () => [(await ada.post('/api/assets/download', { ids: [hers.asset] })).body.url] },
    // Signed, for guests: api/files/art.test.ts.
    art: 'everybody',
    projectZip: {
      hers: async () => {
        await ada.post('/api/assets/move', { ids: [hers.asset], projectId: hers.project });
        return [plainPaths.projectZip(hers.project)];
      },
    },
    exportPart: { hers: async () => [plainPaths.exportPart(hers.export, 1)] },
    ledgerCsv: 'theirs',
    registerCsv: 'operators',
    // A stream: api/live has its test.
    events: 'theirs',
    openApi: 'everybody',
    apiDocs: 'everybody',
  };
const files = Object.entries(plain).flatMap(([name, how]) =>
  typeof how === 'object' ? [[name, how.hers] as const] : [],
);

test.each(files)('%s: nobody but her, whoever has the address', async (_name, paths) => {
  for (const path of await paths()) {
    expect((await ada.get(path)).status, path).toBe(200);
    expect((await grace.get(path)).status, path).toBeGreaterThanOrEqual(400);
    expect((await webPerson(world).get(path)).status, path).toBe(401);
  }
});

test('the other addresses show a stranger nothing of hers', async () => {
  expectNothingOfHers((await grace.get(plainPaths.ledgerCsv)).body, plainPaths.ledgerCsv);
  expect((await grace.get(plainPaths.registerCsv)).status).toBe(404);
});

test('a guest in chat has no page, and sees nothing of an account', async () => {
  const chat = discordPerson(world, { user: 2 });
  await chat.run('history');
  await chat.sees('nothing', ({ text }) => text.includes('Nothing yet'));
});
