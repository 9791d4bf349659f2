import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { defaultModel } from '#core/models/catalogue.ts';
import { Rows } from './rows.ts';
import { type Asker, entry } from './seed.ts';

/** Of each wallet that asked, one request runs and three wait. */
const each = 4;

/** Adds so many open requests, all within a moment, without telling the planner. */
export async function burst(databaseUrl: string, askers: readonly Asker[], open: number): Promise<void> {
  const rows = new Rows();
  const createdAt = new Date(Date.now() - 10_000);
  const ids: string[] = [];
  for (let index = 0; index < open; index++) {
    const asker = askers[Math.floor(index / each)];
    if (!asker) throw new Error('more is asked than there are people');
    const isRunning = index % each === 0;
    const [id, predictionId, targetId] = [randomUUID(), randomUUID(), randomUUID()];
    ids.push(id);
    rows.add('generations', {
      ...{ id, wallet_id: asker.walletId, identity_id: asker.identityId, user_id: asker.userId, size: 'square' },
      ...{ model: defaultModel.id, prompt: 'a fox', count: 1, seed: 1, unit_price: 1, request_key: id },
      ...{ status: isRunning ? 'running' : 'queued', priority: index % each, created_at: createdAt },
      ...{ started_at: isRunning ? createdAt : null },
    });
    const run = { id: predictionId, generation_id: id, slot: 0, images: 1, seed: 1 };
    rows.add('predictions', {
      ...{ ...run, status: isRunning ? 'running' : 'pending', external_id: isRunning ? id : null },
      ...{ submitted_at: isRunning ? createdAt : null, checked_at: isRunning ? new Date() : null },
    });
    rows.add('reply_targets', { id: targetId, platform: 'discord', channel_id: '1', user_id: '1' });
    rows.add('ledger_entries', entry(asker.lotId, 'hold', -1, id, id));
    rows.add('deliveries', { generation_id: id, target_id: targetId, status: 'pending', message_id: '1' });
  }
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("SET session_replication_role = 'replica'");
    await rows.copyInto(client);
    await client.query(
      `WITH held AS (SELECT lot_id, sum(amount) AS amount FROM ledger_entries WHERE generation_id = ANY($1::uuid[]) GROUP BY 1),
         lot AS (UPDATE lots l SET balance = l.balance + h.amount FROM held h WHERE l.id = h.lot_id RETURNING l.wallet_id, h.amount)
       UPDATE wallets w SET balance = w.balance + t.amount FROM (SELECT wallet_id, sum(amount) AS amount FROM lot GROUP BY 1) t WHERE w.id = t.wallet_id`,
      [ids],
    );
  } finally {
    await client.end();
  }
}
