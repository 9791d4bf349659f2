import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type DatabaseClock, giveClock } from '#test/clock.ts';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/postgres.ts';
import { createDatabase, type Database } from '../database/client.ts';
import { jobs } from '../jobs.ts';
import { claimSchedule, endSchedule, failSchedule, retryMs } from './claim.ts';
import { readSchedules } from './read.ts';
import { sweepState } from './sweep-state.ts';

let database: TestDatabase;
let clock: DatabaseClock;
let db: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  clock = await giveClock(database.url);
  db = createDatabase(database.url);
  // It stands still until it is moved: on a busy machine a second passes between two statements.
  await db.$executeRaw`CREATE OR REPLACE FUNCTION clock.now() RETURNS timestamptz LANGUAGE sql STABLE
    AS 'SELECT timestamptz ''2026-12-01 00:00:00Z'' + by FROM clock.ahead'`;
});
afterAll(async () => {
  await db.$disconnect();
  await clock.close();
  await database.close();
});
beforeEach(() => db.schedule.deleteMany());

/** Claims as many workers would, all at once; returns how many got it. */
async function claims(workers: number): Promise<number> {
  const all = await Promise.all(Array.from({ length: workers }, () => claimSchedule({ db }, 'audit')));
  return all.filter(({ claimed }) => claimed).length;
}

test('of many workers one runs it, and none before it is due again by the database’s clock', async () => {
  await claimSchedule({ db }, 'audit'); // makes the row
  expect(await claims(8)).toBe(1);
  expect(await claims(8)).toBe(0);
  await endSchedule({ db }, 'audit', 3);
  const { claimed, dueInMs } = await claimSchedule({ db }, 'audit');
  expect([claimed, Math.round(dueInMs / 1_000)]).toEqual([false, jobs.audit.every.ms / 1_000]);
  await clock.travel(jobs.audit.every.ms - 1_000);
  expect(await claims(8)).toBe(0);
  await clock.travel(1_001);
  expect(await claims(8)).toBe(1);
  expect(await readSchedules({ db })).toMatchObject([{ name: 'audit', found: 3 }]);
});

test('whoever vanishes in it is followed by another, and a failed run is repeated sooner', async () => {
  await claimSchedule({ db }, 'audit');
  expect(await claims(2)).toBe(1);
  await clock.travel(jobs.audit.every.leaseMs + 1);
  expect(await claims(2)).toBe(1);
  await failSchedule({ db }, 'audit');
  await clock.travel(retryMs + 1);
  expect(await claims(2)).toBe(1);
  expect(await readSchedules({ db })).toEqual([]);
});

test('what fails again and again is tried with growing pauses, and not more rarely than it is due', async () => {
  await claimSchedule({ db }, 'audit');
  await claims(1);
  await endSchedule({ db }, 'audit', 0);
  await clock.travel(jobs.audit.every.ms + 1);
  const pauses: number[] = [];
  for (let failures = 0; failures < 10; failures++) {
    expect(await claims(1)).toBe(1);
    await failSchedule({ db }, 'audit');
    const { dueInMs } = await claimSchedule({ db }, 'audit');
    pauses.push(Math.round(dueInMs / 1_000));
    await clock.travel(dueInMs + 1);
  }
  expect(pauses.slice(0, 4)).toEqual([2, 2, 4, 8]);
  expect(pauses.at(-1)).toBe(300);
});

test('a database’s clock that is set back puts nothing off', async () => {
  await claimSchedule({ db }, 'audit');
  expect(await claims(2)).toBe(1);
  await endSchedule({ db }, 'audit', 0);
  await clock.travel(-3_600_000);
  expect(await claims(2)).toBe(1);
});

test('a worker’s own clock puts nothing off, however wrong it is', async () => {
  await claimSchedule({ db }, 'audit');
  for (const hours of [1, -1]) {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + hours * 3_600_000 });
    try {
      expect(await claims(2)).toBe(1);
      await endSchedule({ db }, 'audit', 0);
    } finally {
      vi.useRealTimers();
    }
    const { claimed, dueInMs } = await claimSchedule({ db }, 'audit');
    expect([claimed, Math.round(dueInMs / 1_000)]).toEqual([false, jobs.audit.every.ms / 1_000]);
    await clock.travel(jobs.audit.every.ms + 1);
  }
});

test('says when the sweep last ended, and when that is too long ago', async () => {
  expect(await sweepState({ db })).toBe('never ended yet');
  await claimSchedule({ db }, 'sweep');
  await endSchedule({ db }, 'sweep', 0);
  expect(await sweepState({ db })).toMatch(/^ok: last ended \d{4}-/);
  await clock.travel(31_000);
  expect(await sweepState({ db })).toMatch(/^too old: last ended \d{4}-/);
});
