import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { identify } from '#core/accounts/identify.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { createDatabase } from '#core/database/client.ts';
import { requestGeneration } from '#core/generations/request.ts';
import { defaultModel } from '#core/models/catalogue.ts';
import { createSeal } from '#core/seal.ts';
import { buildDiscordId } from '#test/builders/discord-id.ts';
import { withKeys } from '#test/keys.ts';
import { copyDatabase } from '#test/postgres.ts';
import { type Spread, spreadOf } from './statistics.ts';

export interface Wallets {
  /** Requests that hold credits, each from its own wallet. */
  perSecond: number;
  tookMs: Spread;
  /** The same rows written by a bare transaction: no locks, no checks, no result. */
  barePerSecond: number;
  bareMs: Spread;
  /** Out of 50 at once on one wallet with credit for 10. */
  accepted: number;
  faulty: number;
}

const atOnce = 50;
/** As many as one of our processes has. */
const connections = 10;

/** What holding credits costs, compared to a transaction that writes the same rows by hand. */
export async function measureWallets(postgresUrl: string, quick: boolean): Promise<Wallets> {
  const wallets = quick ? 300 : 1_000;
  const database = await copyDatabase(postgresUrl);
  const db = createDatabase(database.url);
  const pool = new pg.Pool({ connectionString: database.url, max: connections });
  const seal = createSeal(randomBytes(32));
  const newGuest = () => identify(withKeys({ db }), { platform: 'discord', teamId: '', userId: buildDiscordId() });
  const hold = (identityId: string) => {
    const target = { platform: 'discord', workspaceId: '', channelId: '1', userId: '2', fileLimit: 1 } as const;
    const wanted = { model: defaultModel, prompt: 'a fox', size: 'square', count: 1, target } as const;
    return requestGeneration(withKeys({ db, seal }), {
      ...wanted,
      requester: { identityId },
      requestKey: randomUUID(),
    });
  };
  try {
    const [warm, ours, theirs] = [
      await guests(newGuest, 50),
      await guests(newGuest, wallets),
      await guests(newGuest, wallets),
    ];
    for (const { identityId } of warm) await hold(identityId);
    for (const { identityId, walletId } of warm) await writeByHand(pool, identityId, walletId);
    const held = await timed(ours, ({ identityId }) => hold(identityId));
    const bare = await timed(theirs, ({ identityId, walletId }) => writeByHand(pool, identityId, walletId));
    const one = await newGuest();
    await db.$executeRaw`SELECT forfeit_lot(id) FROM lots WHERE wallet_id = ${one.walletId}::uuid`;
    await db.$executeRaw`SELECT grant_credits(${one.walletId}::uuid, 'grant', 10, 'ten', NULL)`;
    const tries = await Promise.allSettled(Array.from({ length: atOnce }, () => hold(one.identityId)));
    return {
      perSecond: held.perSecond,
      tookMs: spreadOf(held.ms),
      barePerSecond: bare.perSecond,
      bareMs: spreadOf(bare.ms),
      accepted: tries.filter(({ status }) => status === 'fulfilled').length,
      faulty: (await findFaultyWallets({ db })).length,
    };
  } finally {
    await db.$disconnect();
    await pool.end();
    await database.close();
  }
}

async function guests<Guest>(newGuest: () => Promise<Guest>, count: number): Promise<Guest[]> {
  const made: Guest[] = [];
  while (made.length < count)
    made.push(...(await Promise.all(Array.from({ length: Math.min(atOnce, count - made.length) }, newGuest))));
  return made;
}

/** Does it for each item, `connections` at a time. */
async function timed<Item>(items: readonly Item[], work: (item: Item) => Promise<unknown>) {
  const left = [...items];
  const ms: number[] = [];
  const startedAt = performance.now();
  const one = async () => {
    for (let item = left.pop(); item !== undefined; item = left.pop()) {
      const from = performance.now();
      await work(item);
      ms.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return { ms, perSecond: (items.length / (performance.now() - startedAt)) * 1_000 };
}

/** Writes the rows that request_generation writes, trusting that all is well. */
async function writeByHand(pool: pg.Pool, identityId: string, walletId: string): Promise<void> {
  const client = await pool.connect();
  const [id, predictionId] = [randomUUID(), randomUUID()];
  try {
    await client.query('BEGIN');
    await client.query(
      `INSERT INTO generations (id, wallet_id, identity_id, request_key, model, prompt, size, count, seed, unit_price, priority)
       VALUES ($1, $2, $3, $4, $5, 'a fox', 'square', 1, 1, 1, 1)`,
      [id, walletId, identityId, randomUUID(), defaultModel.id],
    );
    await client.query(
      `WITH taken AS (UPDATE lots SET balance = balance - 1 WHERE wallet_id = $1 RETURNING id)
       INSERT INTO ledger_entries (lot_id, kind, amount, generation_id, idempotency_key)
       SELECT id, 'hold', -1, $2::uuid, 'hold:' || $2::text || ':' || id FROM taken`,
      [walletId, id],
    );
    await client.query('UPDATE wallets SET balance = balance - 1 WHERE id = $1', [walletId]);
    await client.query('INSERT INTO predictions (id, generation_id, slot, images, seed) VALUES ($1, $2, 0, 1, 1)', [
      predictionId,
      id,
    ]);
    await client.query(
      `WITH target AS (INSERT INTO reply_targets (id, platform, channel_id, user_id) VALUES ($1, 'discord', '1', '2') RETURNING id)
       INSERT INTO deliveries (generation_id, target_id) SELECT id, id FROM target`,
      [id],
    );
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}
