import { randomUUID } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { emptyDatabase } from '#test/database.ts';
import { migrate } from './migrate.ts';
import { migrationsFolder } from './migrations-list.ts';

/** The last migration before reply targets had a table of their own. */
const lastBefore = '20261128123800_suspect_predictions';

/** A database as the previous version left it, without its functions: none is needed to write its rows. */
async function databaseBefore(name: string, last = lastBefore) {
  const folder = await mkdtemp(join(tmpdir(), 'upixel-take-over-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const before = { migrations: join(folder, 'migrations'), functions: join(folder, 'functions') };
  await mkdir(before.functions);
  const names = (await readdir(migrationsFolder)).filter((each) => /^\d/.test(each) && each <= last);
  for (const each of names) await cp(join(migrationsFolder, each), join(before.migrations, each), { recursive: true });
  const url = await emptyDatabase(name);
  await migrate(url, before);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  onTestFinished(() => client.end());
  return { url, rows: async (sql: string, ...values: unknown[]) => (await client.query(sql, values)).rows };
}

type Rows = Awaited<ReturnType<typeof databaseBefore>>['rows'];

async function identity(rows: Rows, platform: 'discord' | 'slack', teamId: string, externalId: string) {
  const [id, walletId] = [randomUUID(), randomUUID()];
  await rows('INSERT INTO wallets (id) VALUES ($1)', walletId);
  await rows(
    'INSERT INTO identities (id, platform, team_id, external_id, wallet_id) VALUES ($1, $2, $3, $4, $5)',
    ...[id, platform, teamId, externalId, walletId],
  );
  return { id, walletId };
}

/** A finished request, with its delivery in the columns of the previous version. */
async function generation(rows: Rows, asker: { id: string; walletId: string }, delivery: Record<string, unknown>) {
  const id = randomUUID();
  await rows(
    `INSERT INTO generations (id, wallet_id, identity_id, model, prompt, size, count, seed, unit_price, request_key, priority, status, finished_at)
     VALUES ($1::uuid, $2, $3, 'm', 'a fox', 'square', 1, 1, 1, $1::uuid::text, 1, 'succeeded', now())`,
    ...[id, asker.walletId, asker.id],
  );
  await write(rows, 'deliveries', { generation_id: id, ...delivery });
  return id;
}

async function write(rows: Rows, table: string, row: Record<string, unknown>) {
  const names = Object.keys(row);
  await rows(
    `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((_, n) => `$${n + 1}`).join(', ')})`,
    ...Object.values(row),
  );
}

const target = `jsonb_build_array(r.platform, r.workspace_id, r.channel_id, r.thread_id, r.user_id, r.file_limit,
  convert_from(r.reply_token, 'UTF8'))`;
const pictures = [randomUUID(), randomUUID()];
const inDiscord = {
  platform: 'discord',
  guild_id: '11',
  channel_id: '22',
  user_id: '33',
  file_limit: 9,
  reply_token: 'sealed',
};
const inThread = { platform: 'slack', team_id: 'T1', channel_id: 'C1/17.01', user_id: 'U1', file_limit: 7 };

test('where to answer, and which messages show what, is taken over from every row that said so', async () => {
  const { url, rows } = await databaseBefore('take_over');
  const [ada, grace] = [await identity(rows, 'discord', '', '33'), await identity(rows, 'slack', 'T1', 'U1')];
  const waiting = await generation(rows, ada, { ...inDiscord, message_id: 'm1' });
  const shown = await generation(rows, grace, {
    ...inThread,
    ...{ status: 'delivered', message_id: 'm2', posted: pictures, uploads: ['F1', 'F2'] },
    earlier: JSON.stringify([
      {
        platform: 'discord',
        teamId: '',
        channelId: '44',
        messageId: 'm0',
        uploads: ['A'],
        posted: pictures.slice(0, 1),
      },
      // Recorded before a message named its chat.
      { teamId: 'T1', channelId: 'C2', messageId: 'm3', uploads: [], posted: [] },
    ]),
  });
  const link = { id: randomUUID(), token_hash: 'a', identity_id: grace.id, name: 'Grace', expires_at: new Date() };
  await write(rows, 'link_requests', { ...link, channel_id: 'C3/18.02', reply_token: 'sealed' });
  const pay = { id: randomUUID(), token_hash: 'b', identity_id: ada.id, expires_at: new Date() };
  await write(rows, 'pay_requests', { ...pay, guild_id: '11', channel_id: '55' });
  const sale = { wallet_id: ada.walletId, kind: 'pack', item: '500', credits: 500, amount: 500, currency: 'usd' };
  const [inChat, onWeb] = [randomUUID(), randomUUID()];
  const asked = { platform: 'discord', team_id: '', channel_id: '66', chat_user_id: '33', reply_token: 'sealed' };
  await write(rows, 'checkouts', { ...sale, id: inChat, ...asked });
  await write(rows, 'checkouts', { ...sale, id: onWeb });

  await migrate(url);
  const of = async (table: string, key: string, id: string) =>
    (
      await rows(
        `SELECT ${target} AS r FROM ${table} x JOIN reply_targets r ON r.id = x.target_id WHERE x.${key} = $1`,
        id,
      )
    )[0]?.r;
  expect(await of('deliveries', 'generation_id', waiting)).toEqual(['discord', '11', '22', null, '33', 9, 'sealed']);
  expect(await of('deliveries', 'generation_id', shown)).toEqual(['slack', 'T1', 'C1', '17.01', 'U1', 7, null]);
  expect(await of('link_requests', 'id', link.id)).toEqual(['slack', 'T1', 'C3', '18.02', 'U1', 0, 'sealed']);
  expect(await of('pay_requests', 'id', pay.id)).toEqual(['discord', '11', '55', null, '33', 0, null]);
  expect(await of('checkouts', 'id', inChat)).toEqual(['discord', '', '66', null, '33', 0, 'sealed']);
  expect(await of('checkouts', 'id', onWeb)).toBeUndefined();
  const open = await rows('SELECT id FROM checkouts WHERE noted_at IS NULL');
  expect(open.map(({ id }) => id)).toEqual([inChat]);
  expect(await messages(rows, shown)).toEqual([
    ['m0', ['discord', '', '44', null, 'U1', 0, null], ['A'], pictures.slice(0, 1)],
    ['m2', ['slack', 'T1', 'C1', '17.01', 'U1', 7, null], ['F1', 'F2'], pictures],
    ['m3', ['slack', 'T1', 'C2', null, 'U1', 0, null], [], []],
  ]);
  expect(await messages(rows, waiting)).toEqual([]);
});

const messages = async (rows: Rows, generationId: string) =>
  (
    await rows(
      `SELECT m.message_id, ${target} AS target, m.uploads, m.asset_ids::text[] AS assets
       FROM chat_messages m JOIN reply_targets r ON r.id = m.target_id WHERE m.generation_id = $1 ORDER BY 1`,
      generationId,
    )
  ).map((row) => [row.message_id, row.target, row.uploads, row.assets]);

/** Statements that processes of the previous version run during an update. */
test('processes of the version before and of this one see what the other writes', async () => {
  const { url, rows } = await databaseBefore('take_over_meanwhile');
  const ada = await identity(rows, 'discord', '', '33');
  await migrate(url);
  const ofDelivery = async (id: string) =>
    (
      await rows(
        `SELECT ${target} AS r FROM deliveries d JOIN reply_targets r ON r.id = d.target_id WHERE generation_id = $1`,
        id,
      )
    )[0]?.r;
  const before = async (id: string) =>
    (
      await rows(
        `SELECT platform, guild_id, channel_id, message_id, convert_from(reply_token, 'UTF8') AS token, posted::text[], earlier
                 FROM deliveries WHERE generation_id = $1`,
        id,
      )
    )[0];

  // They begin, show it elsewhere, deliver it, show it again in Slack, and post once too often.
  const old = await generation(rows, ada, { ...inDiscord });
  expect(await ofDelivery(old)).toEqual(['discord', '11', '22', null, '33', 9, 'sealed']);
  await rows(`UPDATE deliveries SET channel_id = '23', message_id = 'm1' WHERE generation_id = $1`, old);
  expect(await ofDelivery(old)).toEqual(['discord', '11', '23', null, '33', 9, 'sealed']);
  await rows(
    `UPDATE deliveries SET status = 'delivered', posted = $2, uploads = '{A,B}', reply_token = NULL WHERE generation_id = $1`,
    ...[old, pictures],
  );
  const first = ['m1', ['discord', '11', '23', null, '33', 9, null], ['A', 'B'], pictures];
  expect(await messages(rows, old)).toEqual([first]);
  await rows(
    `UPDATE deliveries SET status = 'pending', platform = 'slack', team_id = 'T1', guild_id = NULL, channel_id = 'C1/17.01', user_id = 'U1',
       reply_token = 'new', message_id = NULL, uploads = '{}', posted = '{}', asked_at = now(), earlier = jsonb_build_array(jsonb_build_object(
         'platform', platform, 'teamId', team_id, 'channelId', channel_id, 'messageId', message_id, 'uploads', uploads, 'posted', posted))
     WHERE generation_id = $1`,
    old,
  );
  expect(await ofDelivery(old)).toEqual(['slack', 'T1', 'C1', '17.01', 'U1', 9, 'new']);
  expect(await messages(rows, old)).toEqual([first]);
  await rows(
    `UPDATE deliveries SET earlier = earlier || jsonb_build_object('platform', 'slack', 'teamId', 'T1', 'channelId', 'C1/17.01', 'messageId', 'm9',
       'uploads', '{F}'::text[], 'posted', $2::uuid[]) WHERE generation_id = $1`,
    ...[old, pictures.slice(1)],
  );
  expect((await messages(rows, old))[1]).toEqual([
    'm9',
    ['slack', 'T1', 'C1', '17.01', 'U1', 0, null],
    ['F'],
    pictures.slice(1),
  ]);

  // They find what this version writes where they look for it.
  const [targetId, next] = [randomUUID(), randomUUID()];
  await rows(
    `INSERT INTO reply_targets (id, platform, workspace_id, channel_id, user_id, reply_token) VALUES ($1, 'discord', '11', '22', '33', 'sealed')`,
    targetId,
  );
  const fresh = await generation(rows, ada, { target_id: targetId, message_id: 'm4' });
  expect(await before(fresh)).toMatchObject({ platform: 'discord', guild_id: '11', channel_id: '22', token: 'sealed' });
  await rows(`UPDATE reply_targets SET channel_id = '23', reply_token = NULL WHERE id = $1`, targetId);
  await rows(
    `INSERT INTO chat_messages (target_id, message_id, generation_id, asset_ids, uploads) VALUES ($1, 'm4', $2, $3, '{A,B}')`,
    ...[targetId, fresh, pictures],
  );
  expect(await before(fresh)).toMatchObject({ channel_id: '23', token: null, posted: pictures, earlier: [] });
  await rows(
    `WITH target AS (INSERT INTO reply_targets (id, platform, workspace_id, channel_id, thread_id, user_id) VALUES ($2, 'slack', 'T1', 'C1', '17.01', 'U1')
       RETURNING id) UPDATE deliveries SET target_id = target.id, message_id = NULL, asked_at = now() FROM target WHERE generation_id = $1`,
    ...[fresh, next],
  );
  expect(await before(fresh)).toMatchObject({
    ...{ platform: 'slack', guild_id: null, channel_id: 'C1/17.01', posted: [] },
    earlier: [{ platform: 'discord', channelId: '23', messageId: 'm4', posted: pictures }],
  });

  // The process that takes a checkout's note sends it, once, whichever version it runs.
  const sale = { wallet_id: ada.walletId, kind: 'pack', item: '500', credits: 500, amount: 500, currency: 'usd' };
  const checkout = randomUUID();
  const asked = { platform: 'discord', team_id: '', channel_id: '66', chat_user_id: '33', reply_token: 'sealed' };
  await write(rows, 'checkouts', { ...sale, id: checkout, ...asked });
  const take = 'UPDATE checkouts SET reply_token = NULL WHERE id = $1 AND reply_token IS NOT NULL RETURNING id';
  const takeNow = `WITH mine AS (UPDATE checkouts SET noted_at = now() WHERE id = $1 AND noted_at IS NULL RETURNING target_id)
    UPDATE reply_targets r SET reply_token = NULL FROM mine WHERE r.id = mine.target_id RETURNING r.id`;
  expect(await rows(take, checkout)).toHaveLength(1);
  expect(await rows(takeNow, checkout)).toEqual([]);
  await rows(`UPDATE checkouts SET reply_token = 'sealed' WHERE id = $1`, checkout); // the chat did not take it
  expect(await rows(takeNow, checkout)).toHaveLength(1);
  expect(await rows(take, checkout)).toEqual([]);
});

/** A request that waited for the migration goes on before the rules are there. */
test('what they write while the rules are not there yet is healed with them', async () => {
  const { url, rows } = await databaseBefore('take_over_between');
  const folder = await mkdtemp(join(tmpdir(), 'upixel-take-over-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const ada = await identity(rows, 'discord', '', '33');
  const shown = { ...inDiscord, status: 'delivered', message_id: 'm0', posted: pictures };
  const [moved, direct, still] = [
    await generation(rows, ada, shown),
    await generation(rows, ada, { ...inThread, reply_token: 'sealed' }),
    await generation(rows, ada, inDiscord),
  ];
  const sale = { wallet_id: ada.walletId, kind: 'pack', item: '500', credits: 500, amount: 500, currency: 'usd' };
  const asked = { platform: 'discord', team_id: '', channel_id: '66', chat_user_id: '33' };
  const [told, owed] = [randomUUID(), randomUUID()];
  await write(rows, 'checkouts', { ...sale, ...asked, id: told, reply_token: 'sealed' });
  await write(rows, 'checkouts', { ...sale, ...asked, id: owed }); // its note is being sent
  await migrate(url, { functions: folder });

  const id = await generation(rows, ada, { ...inDiscord, status: 'delivered', message_id: 'm1', posted: pictures });
  await rows(
    `UPDATE deliveries SET status = 'pending', platform = 'slack', team_id = 'T1', guild_id = NULL, channel_id = 'C1/17.01', user_id = 'U1',
       reply_token = 'new', message_id = NULL, posted = '{}', asked_at = now() WHERE generation_id = $1`,
    moved,
  );
  await rows(`UPDATE deliveries SET channel_id = 'D1', message_id = 'm2' WHERE generation_id = $1`, direct);
  await rows('UPDATE deliveries SET reply_token = NULL WHERE generation_id = $1', still);
  await rows('UPDATE checkouts SET reply_token = NULL WHERE id = $1', told);
  await rows(`UPDATE checkouts SET reply_token = 'sealed' WHERE id = $1`, owed); // the chat did not take it
  await migrate(url);

  expect(await messages(rows, id)).toEqual([['m1', ['discord', '11', '22', null, '33', 9, 'sealed'], [], pictures]]);
  const to = async (generationId: string) =>
    (
      await rows(
        `SELECT ${target} AS r FROM deliveries d JOIN reply_targets r ON r.id = d.target_id WHERE generation_id = $1`,
        generationId,
      )
    )[0]?.r;
  expect(await to(moved)).toEqual(['slack', 'T1', 'C1', '17.01', 'U1', 9, 'new']);
  expect(await messages(rows, moved)).toEqual([['m0', ['discord', '11', '22', null, '33', 9, null], [], pictures]]);
  expect(await to(direct)).toEqual(['slack', 'T1', 'D1', null, 'U1', 7, 'sealed']);
  expect(await to(still)).toEqual(['discord', '11', '22', null, '33', 9, null]);
  const notes = await rows(
    `SELECT c.id, noted_at IS NULL AS open, r.reply_token IS NULL AS "isForgotten" FROM checkouts c JOIN reply_targets r ON r.id = c.target_id
     ORDER BY c.id = $1`,
    owed,
  );
  expect(notes).toEqual([
    { id: told, open: false, isForgotten: true },
    { id: owed, open: true, isForgotten: false },
  ]);
});

/** The last migration before names of accounts were sealed. */
const namesReadable = '20261129011032_team_names_sealed';

test('names of accounts and ways to sign in stay readable until an operator says that the update is everywhere', async () => {
  const [used, fresh] = [
    await databaseBefore('take_over_names', namesReadable),
    await databaseBefore('take_over_nobody', namesReadable),
  ];
  const id = randomUUID();
  await write(used.rows, 'users', { id, email: 'ada@example.com', name: 'Ada', wallet_id: randomUUID() });
  await write(used.rows, 'accounts', { id: randomUUID(), user_id: id, provider_id: 'discord', account_id: '33' });
  for (const { url } of [used, fresh]) await migrate(url);
  const begun = 'SELECT begun_at IS NOT NULL AS words, accounts_begun_at IS NOT NULL AS accounts FROM sealing';
  expect(await used.rows(begun)).toMatchObject([{ accounts: false }]);
  expect(await fresh.rows(begun)).toEqual([{ words: true, accounts: true }]);
  expect(
    await used.rows(
      'SELECT stored_text(u.name, u.name_sealed) AS name, a.account_id FROM users u JOIN accounts a ON a.user_id = u.id',
    ),
  ).toEqual([{ name: 'rAda', account_id: '33' }]);
});
