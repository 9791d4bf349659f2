import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hidePictures, showPictures } from '#core/abuse/hide.ts';
import { renameAccount } from '#core/accounts/name.ts';
import { readContainer } from '#core/images/containers/read-container.ts';
import { readProvenance } from '#core/images/provenance.ts';
import { endReports, listReports, lookAtReport } from '#core/operators/reports.ts';
import { readGif } from '#core/pixel/formats/gif/read-gif.ts';
import { readPerson } from '#core/privacy/erasure/person.ts';
import { runRetention } from '#core/privacy/retention/run.ts';
import { drawPicture } from '#sandbox/replicate/pictures/draw-picture.ts';
import { startTestApi, type TestApi } from '#test/api.ts';
import { buildArt, walkLayout, walkSheet } from '#test/builders/exported.ts';
import { buildGeneration, type GenerationShape } from '#test/builders/generation.ts';
import { buildUser, type TestUser } from '#test/builders/user.ts';
import { createTestDatabase } from '#test/database.ts';
import { processImage } from '#test/process-image.ts';
import { rowsOf } from '#test/rows-of.ts';
import { sharedFiles } from '../files/shared-routes.ts';

let api: TestApi;
let ada: TestUser;
let eve: TestUser;
beforeAll(async () => {
  api = await startTestApi(await createTestDatabase(), (app, deps) => app.use(sharedFiles(deps)));
  ada = await buildUser(api.deps);
  eve = await buildUser(api.deps);
  await renameAccount(api.deps, ada.userId, 'Ada');
});
afterAll(() => api.close());

const secret = 'a secret lighthouse';
const art = 'retro-diffusion/rd-fast';

/** Her pictures, drawn and marked as a run's are. */
async function build(shape: GenerationShape = {}, [width, height] = [64, 48]) {
  const { images = 1, model = art } = shape;
  const drawn = await Promise.all(
    Array.from({ length: images }, (_, seed) =>
      drawPicture({ prompt: secret, seed, width, height, format: 'png', quality: 100, ground: 'scene' }),
    ),
  );
  const kept = await Promise.all(drawn.map((bytes) => processImage(bytes, { model })));
  return buildGeneration(api.deps, ada, { prompt: secret, model, ...shape }, (at) => {
    const picture = kept[at];
    if (!picture) throw new Error('There is no such picture');
    return { bytes: picture.bytes, thumbnail: picture.thumbnail, width, height };
  });
}

const share = async (ids: string[], choices: object = {}) =>
  (await api.ask(ada, 'POST', '/api/shares', { ids, ...choices })).json;
const tokenOf = ({ url }: { url: string }) => url.split('/').at(-1) ?? '';
const open = (token: string, who?: TestUser) => api.ask(who, 'POST', '/api/shared/open', { token });
const file = (token: string, kind = 'image', number = 1, init: RequestInit = {}) =>
  api.fetch(undefined, `/files/shared/${token}/${number}/${kind}`, init);

test('an animation plays for whoever has the link, until it is ended, and its sheet is what they download', async () => {
  const sheet = walkSheet();
  const ids = await buildArt(api.deps, ada, [sheet], { model: art, layout: walkLayout });
  const made = await share(ids);
  const token = tokenOf(made);
  const [shown] = (await open(token)).json.pictures;
  expect(shown).toMatchObject({ width: sheet.width, moves: { width: 24, height: 20 } });
  const get = (init: RequestInit = {}) => api.fetch(undefined, shown.moves.url, init);
  const moving = await get();
  expect(Object.fromEntries(moving.headers)).toMatchObject({
    ...{ 'content-type': 'image/gif', 'cache-control': 'private, no-cache', 'x-robots-tag': 'noindex' },
  });
  expect(readGif(Buffer.from(await moving.arrayBuffer())).frames).toHaveLength(8);
  // Under a link a chat draws its first frame.
  const preview = Buffer.from(await (await file(token, 'preview')).arrayBuffer());
  expect(readContainer(preview)).toMatchObject({ width: 24 * 50, height: 20 * 50 });
  const headers = { 'if-none-match': moving.headers.get('etag') ?? '' };
  expect((await get({ headers })).status).toBe(304);
  await api.ask(ada, 'DELETE', `/api/shares/${made.id}`);
  expect((await get({ headers })).status).toBe(404);
  const { assetIds } = await build();
  const still = await share(assetIds);
  expect((await open(tokenOf(still))).json.pictures).toMatchObject([{ moves: null }]);
  expect((await file(tokenOf(still), 'moving')).status).toBe(404);
  await api.ask(ada, 'DELETE', `/api/shares/${still.id}`);
});

test('whoever has the link sees the pictures and nothing else, until the moment in which it is ended', async () => {
  const { assetIds } = await build({ images: 2 });
  const made = await share(assetIds);
  expect(made).toMatchObject({ pictures: 2, seen: 2, showsPrompt: false, showsName: false, ended: null, views: 0 });
  expect(made.url).toMatch(/\/s\/[\w-]{43}$/);
  const token = tokenOf(made);

  const seen = await open(token);
  expect(seen.json).toMatchObject({ name: null, isYours: false });
  expect(seen.json.pictures).toMatchObject([
    { number: 1, prompt: null, width: 64, height: 48, isPixelArt: true },
    { number: 2 },
  ]);
  expect(JSON.stringify(seen.json)).not.toContain('lighthouse');
  for (const id of assetIds) expect(JSON.stringify(seen.json)).not.toContain(id);
  expect((await open(token, ada)).json.isYours).toBe(true);

  const picture = await file(token);
  expect(Object.fromEntries(picture.headers)).toMatchObject({
    'content-type': 'image/png',
    'cache-control': 'private, no-cache',
    'x-robots-tag': 'noindex',
    'content-security-policy': "default-src 'none'; sandbox",
  });
  const etag = picture.headers.get('etag') ?? '';
  expect((await file(token, 'image', 1, { headers: { 'if-none-match': etag } })).status).toBe(304);
  const download = await api.fetch(undefined, seen.json.pictures[1].downloadUrl);
  expect(download.headers.get('content-disposition')).toMatch(/^attachment; filename="?upixel-[\d-]+-image-2\.png"?$/);
  expect((await file(token, 'thumbnail')).headers.get('content-type')).toBe('image/webp');

  expect((await api.ask(ada, 'DELETE', `/api/shares/${made.id}`)).status).toBe(204);
  expect((await open(token)).json).toMatchObject({ type: 'ended_share', status: 410 });
  for (const kind of ['image', 'thumbnail', 'preview'])
    expect((await file(token, kind, 1, { headers: { 'if-none-match': etag } })).status).toBe(404);
  expect((await api.ask(ada, 'GET', '/api/shares')).json.items).toEqual([]);
  expect((await open('x'.repeat(43))).json).toMatchObject({ type: 'not_found' });
});

test('one press is one link, however often it is sent; the trash says which links it empties', async () => {
  const { assetIds } = await build();
  const requestKey = randomUUID();
  const sent = await Promise.all([1, 2, 3].map(() => share(assetIds, { requestKey })));
  const later = await share(assetIds, { requestKey });
  expect(new Set([...sent, later].map(({ url }) => url)).size).toBe(1);
  const links = () => api.deps.db.share.count({ where: { pictures: { some: { assetId: assetIds[0] ?? '' } } } });
  expect(await links()).toBe(1);
  await share(assetIds, { requestKey: randomUUID() });
  expect(await links()).toBe(2);
  // Of somebody else it is another.
  expect((await api.ask(eve, 'POST', '/api/shares', { ids: assetIds, requestKey })).json.type).toBe('not_found');

  const move = async (way: string) => (await api.ask(ada, 'POST', `/api/assets/${way}`, { ids: assetIds })).json;
  expect(await move('trash')).toEqual({ trashed: 1, links: 2 });
  expect((await open(tokenOf(later))).status).toBe(410);
  await move('restore');
  expect((await open(tokenOf(later))).status).toBe(200);
});

test('words, name and search engines are shown what their owner chose, as it is now', async () => {
  const { assetIds } = await build({ model: 'black-forest-labs/flux-schnell' });
  const made = await share(assetIds, { showsPrompt: true, showsName: true, isListed: true });
  const token = tokenOf(made);
  expect((await open(token)).json).toMatchObject({ name: 'Ada', pictures: [{ prompt: secret, isPixelArt: false }] });
  const picture = await file(token);
  expect(picture.headers.get('x-robots-tag')).toBeNull();

  const changed = await api.ask(ada, 'PATCH', `/api/shares/${made.id}`, { showsPrompt: false, isListed: false });
  expect(changed.json).toMatchObject({ url: made.url, showsPrompt: false, showsName: true, isListed: false });
  expect((await open(token)).json).toMatchObject({ name: 'Ada', pictures: [{ prompt: null }] });
  const { items } = (await api.ask(ada, 'GET', `/api/shares?asset=${assetIds[0]}`)).json;
  expect(items).toMatchObject([{ id: made.id, first: [{ assetId: assetIds[0], prompt: secret }] }]);
});

test('chats get a picture that they show: pixel art larger, in whole squares, anything else no larger than they draw it', async () => {
  const small = tokenOf(await share((await build()).assetIds));
  const large = tokenOf(await share((await build({ model: 'black-forest-labs/flux-dev' }, [1600, 800])).assetIds));
  const drawn = async (token: string) => {
    const answer = await file(token, 'preview');
    const bytes = Buffer.from(await answer.arrayBuffer());
    const { width, height } = readContainer(bytes);
    return { type: answer.headers.get('content-type'), width, height, mark: readProvenance(bytes)?.creatorTool };
  };
  expect(await drawn(small)).toEqual({ type: 'image/png', width: 64 * 18, height: 48 * 18, mark: 'UPixel' });
  expect(await drawn(large)).toEqual({ type: 'image/jpeg', width: 1200, height: 600, mark: 'UPixel' });
});

test('what is deleted, trashed, hidden or flagged, and whose owner is blocked or leaves, is gone from its links at once', async () => {
  const { id: generationId, assetIds } = await build({ images: 2 });
  const [one = '', two = ''] = assetIds;
  const { db } = api.deps;
  const token = tokenOf(await share([one, two]));
  const numbers = async () => (await open(token)).json.pictures?.map(({ number }: { number: number }) => number) ?? [];
  const files = () => Promise.all([1, 2].map(async (number) => (await file(token, 'image', number)).status));
  const user = (data: object) => db.user.update({ where: { id: ada.userId }, data });
  const asset = (data: object) => db.asset.update({ where: { id: one }, data });
  const now = new Date();

  for (const [gone, back] of [
    [() => user({ blockedAt: now }), () => user({ blockedAt: null })],
    [() => user({ deletionDueAt: now }), () => user({ deletionDueAt: null })],
    [() => hidePictures(api.deps, generationId), () => showPictures(api.deps, generationId)],
  ] as const) {
    await gone();
    expect([await numbers(), await files()]).toEqual([[], [404, 404]]);
    expect((await open(token)).status).toBe(410);
    await back();
    expect([await numbers(), await files()]).toEqual([
      [1, 2],
      [200, 200],
    ]);
  }
  for (const [gone, back] of [
    [{ flaggedAt: now }, { flaggedAt: null }],
    [{ trashedAt: now }, { trashedAt: null }],
    // It went to somebody else.
    [{ userId: eve.userId }, { userId: ada.userId }],
    [{ deletedAt: now }, undefined],
  ] as const) {
    await asset(gone);
    expect([await numbers(), await files()]).toEqual([[2], [404, 200]]);
    if (back) await asset(back);
  }
});

test('a link ends by its time, and can be opened again until it is forgotten', async () => {
  const { assetIds } = await build();
  const end = new Date(Date.now() + 3_600_000).toISOString();
  const made = await share(assetIds, { expiresAt: end });
  const token = tokenOf(made);
  expect(made.expiresAt).toBe(end);
  const past = (ms: number) =>
    api.deps.db.share.update({ where: { id: made.id }, data: { expiresAt: new Date(Date.now() - ms) } });
  await past(1_000);
  expect((await open(token)).status).toBe(410);
  const ended = () => api.ask(ada, 'GET', `/api/shares?asset=${assetIds[0]}`);
  expect((await ended()).json.items).toMatchObject([{ ended: 'time', url: null }]);
  expect((await api.ask(ada, 'PATCH', `/api/shares/${made.id}`, { expiresAt: end })).json).toMatchObject({
    ended: null,
  });
  expect((await open(token)).status).toBe(200);
  expect((await api.ask(ada, 'PATCH', `/api/shares/${made.id}`, { expiresAt: '2020-01-01T00:00:00Z' })).status).toBe(
    400,
  );
  await past(31 * 24 * 3_600_000);
  await runRetention(api.deps);
  expect((await ended()).json.items).toEqual([]);
  expect((await open(token)).status).toBe(404);
});

test('only what was made here, and is in one’s own gallery, can be shared', async () => {
  const { assetIds } = await build({ images: 2 });
  const [one = '', two = ''] = assetIds;
  const ask = async (who: TestUser, ids: string[]) => (await api.ask(who, 'POST', '/api/shares', { ids })).json.type;
  expect(await ask(eve, [one])).toBe('not_found');
  await api.deps.db.asset.update({ where: { id: one }, data: { flaggedAt: new Date() } });
  expect(await ask(ada, [one, two])).toBe('cannot_share');
  const upload = { source: 'upload', generationId: null, predictionId: null } as const;
  await api.deps.db.asset.update({ where: { id: two }, data: upload });
  expect(await ask(ada, [two])).toBe('cannot_share');
  expect(
    await ask(
      ada,
      Array.from({ length: 51 }, () => randomUUID()),
    ),
  ).toBe('invalid_request');
});

test('a copy of what a model drew is shared with it, reported as it, and hidden with it; a copy of something else is not', async () => {
  const { id: generationId, assetIds } = await build({ images: 2 });
  const [one = '', two = ''] = assetIds;
  const copy = async (id: string, colours: number) =>
    (await api.ask(ada, 'POST', `/api/assets/${id}/reduce`, { to: { count: colours }, dither: 'none' })).json
      .id as string;
  const copied = await copy(one, 4);
  const again = await copy(copied, 2);
  const made = await share([again, copied], { showsPrompt: true });
  expect(made).toMatchObject({ pictures: 2, seen: 2, first: [{ assetId: again, isPixelArt: true }, {}] });
  const token = tokenOf(made);
  const seen = (await open(token)).json.pictures;
  expect(seen).toMatchObject([
    { prompt: secret, isPixelArt: true, width: 64, height: 48 },
    { prompt: secret, isPixelArt: true },
  ]);
  expect((await file(token)).headers.get('content-type')).toBe('image/png');
  expect((await file(token, 'preview')).status).toBe(200);

  const about = { token, number: 1, reason: 'likeness', words: '' };
  expect((await api.ask(eve, 'POST', '/api/shared/report', about)).json).toEqual({ isNew: true });
  const waiting = (await listReports(api.deps)).find((each) => each.generationId === generationId);
  expect(waiting).toMatchObject({ pictures: 2, links: 1 });
  await hidePictures(api.deps, generationId);
  expect([(await open(token)).status, (await file(token)).status]).toEqual([410, 404]);
  await showPictures(api.deps, generationId);
  expect((await open(token)).status).toBe(200);
  // What it was made of may be deleted; the copy stays what it is.
  await api.deps.db.asset.update({ where: { id: one }, data: { deletedAt: new Date() } });
  expect((await open(token)).json.pictures).toHaveLength(2);
  const why = { id: randomUUID(), reason: 'Asked for by whom it shows', generationId };
  const looked = { ...why, id: randomUUID() };
  const operator = { userId: eve.userId, email: 'ops@example.com' };
  // The other one of the request, and the copy of the one that is deleted.
  expect(await lookAtReport(api.deps, operator, looked)).toHaveLength(2);
  await endReports(api.deps, operator, { ...why, verdict: 'revoke' });
  expect((await open(token)).status).toBe(410);

  const ofUpload = await copy(two, 4);
  const upload = { source: 'upload', generationId: null, predictionId: null } as const;
  await api.deps.db.asset.update({ where: { id: two }, data: upload });
  expect((await api.ask(ada, 'POST', '/api/shares', { ids: [ofUpload] })).json.type).toBe('cannot_share');
});

test('somebody without an account reports a picture; an operator reads it, ends the link, and its owner sees that', async () => {
  const { id: generationId, assetIds } = await build();
  const made = await share(assetIds);
  const token = tokenOf(made);
  const about = { token, number: 1, reason: 'likeness', words: 'That is me' };
  const report = async (who?: TestUser) => (await api.ask(who, 'POST', '/api/shared/report', about)).json;
  expect(await report()).toEqual({ isNew: true });
  expect([await report(eve), await report(eve)]).toEqual([{ isNew: true }, { isNew: false }]);
  const stored = await api.deps.db.report.findMany({ where: { generationId } });
  expect(stored.map(({ userId, words }) => [userId, words])).toEqual([
    [null, ''],
    [eve.userId, ''],
  ]);
  const waiting = async () => (await listReports(api.deps)).find((each) => each.generationId === generationId);
  const said = { reason: 'likeness', words: 'That is me', byLink: true };
  expect(await waiting()).toMatchObject({ links: 1, prompt: secret, reports: [said, said] });

  const operator = { userId: eve.userId, email: 'ops@example.com' };
  const why = { id: randomUUID(), reason: 'Asked for by whom it shows', generationId };
  await endReports(api.deps, operator, { ...why, verdict: 'revoke' });
  expect((await open(token)).status).toBe(410);
  const { items } = (await api.ask(ada, 'GET', '/api/shares')).json;
  expect(items).toContainEqual(expect.objectContaining({ id: made.id, ended: 'operator', url: null }));
  // Nor can its owner open it again.
  expect((await api.ask(ada, 'PATCH', `/api/shares/${made.id}`, { isListed: true })).status).toBe(404);
  expect(await waiting()).toBeUndefined();
});

test('links are their owner’s, and nothing in a row opens one', async () => {
  const token = tokenOf(await share((await build()).assetIds));
  const person = await readPerson(api.deps.db, { kind: 'account', userId: ada.userId });
  if (!person) throw new Error('She is there');
  const rows = await rowsOf(api.deps, person);
  expect(Object.keys(rows)).toEqual(expect.arrayContaining(['shares as owner', 'share_assets as owner']));
  expect(JSON.stringify(rows)).not.toContain(token);
});
