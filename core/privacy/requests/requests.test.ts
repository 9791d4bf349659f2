import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type Database } from '#core/database/client.ts';
import { createTestDatabase } from '#test/database.ts';
import { beginRequest, endRequest } from './end-request.ts';
import { findRequests } from './find-requests.ts';
import { isFrozen } from './is-frozen.ts';
import { type NewRequest, openRequest } from './open-request.ts';

let db: Database;
let close: () => Promise<void>;
beforeAll(async () => {
  const database = await createTestDatabase();
  db = createDatabase(database.url);
  close = async () => {
    await db.$disconnect();
    await database.close();
  };
});
afterAll(() => close());

const ask = (more: Partial<NewRequest> = {}) =>
  openRequest({ db }, { subject: { userId: randomUUID() }, kind: 'access', origin: 'web', proof: 'session', ...more });

test.each([
  ['2026-01-31T12:00:00.000Z', '2026-02-28T12:00:00.000Z'],
  ['2026-01-30T00:00:00.000Z', '2026-02-28T00:00:00.000Z'],
  ['2026-01-29T23:59:59.999Z', '2026-02-28T23:59:59.999Z'],
  ['2026-02-28T12:00:00.000Z', '2026-03-28T12:00:00.000Z'],
  ['2026-02-01T12:00:00.000Z', '2026-03-01T12:00:00.000Z'],
  ['2028-01-31T12:00:00.000Z', '2028-02-29T12:00:00.000Z'],
  ['2028-01-30T12:00:00.000Z', '2028-02-29T12:00:00.000Z'],
  ['2028-02-29T12:00:00.000Z', '2028-03-29T12:00:00.000Z'],
  ['2026-03-31T00:30:00.000Z', '2026-04-30T00:30:00.000Z'],
  ['2026-10-01T12:00:00.000Z', '2026-10-31T12:00:00.000Z'],
  ['2026-12-31T23:59:59.000Z', '2027-01-30T23:59:59.000Z'],
])('what is received at %s is due at %s', async (receivedAt, dueAt) => {
  const { request } = await ask({ receivedAt: new Date(receivedAt) });
  expect(request.dueAt.toISOString()).toBe(dueAt);
});

test('the date does not depend on the session’s time zone', async () => {
  const rows = await db.$transaction(async (tx) => {
    await tx.$executeRaw`SET LOCAL TIME ZONE 'Europe/Berlin'`;
    return tx.$queryRaw<{ due: boolean }[]>`
      SELECT privacy_due_at('2026-03-15T12:00:00Z') = '2026-04-14T12:00:00Z' AS due`;
  });
  expect(rows[0]?.due).toBe(true);
});

test('asking again finds the open request, ten times at once, too; after its end it is a new one', async () => {
  const subject = { identityId: randomUUID() };
  const asked = await Promise.all(Array.from({ length: 10 }, () => ask({ subject })));
  expect(new Set(asked.map(({ request }) => request.ticket)).size).toBe(1);
  expect(asked.filter(({ isNew }) => isNew)).toHaveLength(1);
  const first = asked[0]?.request;
  expect(first?.ticket).toMatch(/^P-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  const other = await ask({ subject, kind: 'object' });
  expect(other.isNew).toBe(true);

  expect(await beginRequest({ db }, first?.id ?? '')).toBe(true);
  expect((await ask({ subject })).request.state).toBe('in_progress');
  expect(await isFrozen({ db }, { userId: null, ...subject })).toBe(true);
  expect(await endRequest({ db }, first?.id ?? '', { state: 'done', evidence: { files: 3, store: 'erased' } })).toBe(
    true,
  );
  expect(await endRequest({ db }, first?.id ?? '', { state: 'stopped' })).toBe(false);
  expect(await endRequest({ db }, other.request.id, { state: 'refused', refusal: 'unfounded' })).toBe(true);
  expect(await isFrozen({ db }, { userId: null, ...subject })).toBe(false);
  expect((await ask({ subject })).isNew).toBe(true);
  expect(await findRequests({ db }, subject)).toHaveLength(3);
});

test('the database keeps free words out of the evidence, and a request is of one person', async () => {
  const { request } = await ask();
  const withEvidence = (evidence: object) =>
    db.privacyRequest.update({ where: { id: request.id }, data: { evidence } });
  for (const evidence of [
    { note: 'Ada asked nicely' },
    { to: 'ada@example.com' },
    { nested: { note: 'x' } },
    { 'Ada Lovelace': 1 },
    { list: ['x'] },
  ])
    await expect(withEvidence(evidence)).rejects.toThrow('privacy_requests_evidence');
  await withEvidence({
    files: 12,
    'chat.discord.refused': 0,
    stripe: 'done',
    at: '2026-11-28T10:00:00.000Z',
    whole: true,
  });
  await expect(
    db.privacyRequest.update({ where: { id: request.id }, data: { identityId: randomUUID() } }),
  ).rejects.toThrow('privacy_requests_one_person');
  await expect(
    db.privacyRequest.update({ where: { id: request.id }, data: { dueAt: new Date('2030-01-01') } }),
  ).rejects.toThrow('privacy_requests_due');
});
