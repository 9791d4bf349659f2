import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { readConfig } from '#core/config.ts';
import { createDeps, type Deps } from '#core/deps.ts';
import { findLost } from '#core/schedules/find-lost.ts';
import { mailRefusals } from '#sandbox/mail/refusals.ts';
import { createTestDatabase } from '#test/database.ts';
import { startWorld, type World } from '#test/world.ts';
import { mail } from './mail.ts';

let world: World;
/** As in production, with a login at the mail server. */
let deps: Deps;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { roles: [], logLevel: 'silent' });
  deps = createDeps(readConfig({ ...world.env, SMTP_URL: world.mail.url.replace('//', '//upixel:secret@') }));
});
afterAll(async () => {
  await deps.close();
  await world.close();
});
afterEach(() => world.mail.faults.clear());

let count = 0;
async function written() {
  const { db, seal } = deps;
  const data = { to: `ada${count++}@example.com`, url: 'https://upixel.example/reset' };
  const sealed = new Uint8Array(seal.close(JSON.stringify(data)));
  const { id } = await db.mail.create({ data: { kind: 'reset', sealed } });
  return {
    id,
    to: data.to,
    row: () => db.mail.findUnique({ where: { id } }),
    try: () => mail(deps, { mailId: id }),
    /** However slow this machine is, its pause is not over yet. */
    waits: () => db.mail.update({ where: { id }, data: { nextTryAt: new Date(Date.now() + 60_000) } }),
    later: (hours: number) => db.$executeRaw`
      UPDATE mails SET next_try_at = next_try_at - interval '1 day', created_at = created_at - ${hours}::int * interval '1 hour'
      WHERE id = ${id}::uuid`,
    isDue: async () => (await findLost(deps)).of('mail').some(({ mailId }) => mailId === id),
    arrived: () => world.mail.messages.some(({ to }) => to.includes(data.to)),
  };
}

test.each(mailRefusals.recipient.map(([on, fault]) => [`${on} ${fault.status} ${fault.body}`, on, fault] as const))(
  '%s: nobody is there, the mail is forgotten',
  async (_name, on, fault) => {
    const letter = await written();
    world.mail.faults.add({ on, do: fault });
    await letter.try();
    expect(await letter.row()).toBeNull();
    expect(letter.arrived()).toBe(false);
  },
);

test.each(mailRefusals.sender.map(([on, fault]) => [`${on} ${fault.status} ${fault.body}`, on, fault] as const))(
  '%s: our own trouble, the mail waits and arrives when it is over',
  async (_name, on, fault) => {
    const letter = await written();
    world.mail.faults.add({ on, do: fault });
    await letter.try();
    expect(await letter.row()).toMatchObject({ attempts: 1 });
    // Not before its pause is over, whatever asks.
    await letter.waits();
    await letter.try();
    expect(letter.arrived()).toBe(false);
    expect(await letter.isDue()).toBe(false);
    await letter.later(0);
    expect(await letter.isDue()).toBe(true);
    await letter.try();
    expect(letter.arrived()).toBe(true);
    expect(await letter.row()).toBeNull();
  },
);

test('sealed with another ENCRYPTION_KEY it waits, the operator hears of the key, and it is sent once that is back', async () => {
  const letter = await written();
  const other = createDeps({ ...deps.config, encryptionKey: Buffer.alloc(32, 7) });
  await mail(other, { mailId: letter.id });
  const { body } = await other.metrics.text();
  await other.close();
  expect(body).toMatch(/operator_needed_total\{cause="encryption_key"\} 1/);
  expect(body).not.toMatch(/vendor_errors_total\{vendor="mail"/);
  expect(await letter.row()).toMatchObject({ attempts: 1 });
  await letter.later(0);
  await letter.try();
  expect(letter.arrived()).toBe(true);
});

test('the pauses grow, the operator hears, and after a day it is given up', async () => {
  const letter = await written();
  world.mail.faults.add({ on: 'SMTP AUTH', do: { type: 'answer', status: 535 }, times: 100 });
  for (const pauseS of [2, 4, 8, 16]) {
    const triedAt = Date.now();
    await letter.try();
    const putOffAt = ((await letter.row())?.nextTryAt?.getTime() ?? 0) - pauseS * 1000;
    expect(putOffAt).toBeGreaterThanOrEqual(triedAt - 1);
    expect(putOffAt).toBeLessThanOrEqual(Date.now() + 1);
    await letter.later(0);
  }
  expect((await deps.metrics.text()).body).toMatch(/operator_needed_total\{cause="mail"\} [1-9]/);
  await letter.later(25);
  await letter.try();
  expect(await letter.row()).toBeNull();
});

test('a mail server that takes a command and says nothing is let go of, and tried again', async () => {
  const letter = await written();
  world.mail.faults.add({ on: 'SMTP RCPT', do: { type: 'slow', ms: 60_000 } });
  await letter.try();
  expect(await letter.row()).toMatchObject({ attempts: 1 });
  await letter.later(0);
  await letter.try();
  expect(letter.arrived()).toBe(true);
});

test('a mail that another key sealed waits for the right one', async () => {
  const letter = await written();
  await deps.db.mail.update({ where: { id: letter.id }, data: { sealed: new Uint8Array(Buffer.from('not ours')) } });
  await letter.try();
  expect(await letter.row()).toMatchObject({ attempts: 1 });
});
