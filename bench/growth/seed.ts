import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Deps } from '#core/deps.ts';
import type { DataKey } from '#core/keys/data-key.ts';
import { sealText } from '#core/keys/stored-text.ts';
import { defaultModel } from '#core/models/catalogue.ts';
import { Rows } from './rows.ts';

/** Whoever asks, and the wallet that pays. */
export interface Asker {
  identityId: string;
  userId: string | null;
  walletId: string;
  lotId: string;
}

/** What a service has after a while: one account with many images, one team that paid for much, and everybody else. */
export interface Seeded {
  account: { userId: string; walletId: string };
  team: { workspaceId: string; walletId: string };
  /** They have nothing open. */
  others: Asker[];
  counts: Record<'wallets' | 'generations' | 'ledger_entries' | 'assets', number>;
}

const sizes = { wallets: 20_000, generations: 200_000, assets: 100_000 };
/** Requests of the account, each with three of its four images kept: 30,000 images, and 40,000 lines in its wallet. */
const ofAccount = 10_000;
/** Requests that the team paid this month, by fifty of its members. */
const ofTeam = 30_000;
const teamMembers = 50;
const lotsEach = 6;
const vocabulary =
  'fox morning sun quiet hills painted by hand castle with two moons over the river and one boat'.split(' ');

/** Rows whose money adds up, written without triggers. Statistics are those of this state: what comes afterwards finds them old. */
export async function seed({ keys }: Pick<Deps, 'keys'>, databaseUrl: string): Promise<Seeded> {
  const { seeded, rows } = makeRows(await keys.make());
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("SET session_replication_role = 'replica'; SET synchronous_commit = off");
    await rows.copyInto(client);
    await client.query(
      `UPDATE lots l SET balance = s.sum FROM (SELECT lot_id, sum(amount) FROM ledger_entries GROUP BY 1) s WHERE l.id = s.lot_id;
       UPDATE wallets w SET balance = s.sum FROM (SELECT wallet_id, sum(balance) FROM lots GROUP BY 1) s WHERE w.id = s.wallet_id`,
    );
    // As after a while: every page is known to be visible to all.
    await client.query('VACUUM (FREEZE, ANALYZE)');
    return seeded;
  } finally {
    await client.end();
  }
}

function makeRows(key: DataKey): { seeded: Seeded; rows: Rows } {
  const rows = new Rows();
  const lots = new Map<string, string[]>();
  const account = addAsker(rows, lots, true);
  rows.add('data_keys', { id: key.id, user_id: account.userId, current_for: account.userId });
  const others = Array.from({ length: sizes.wallets - 2 }, (_, index) => addAsker(rows, lots, index < 1_000));
  const team = { workspaceId: randomUUID(), walletId: addWallet(rows, lots) };
  rows.add('workspaces', { id: team.workspaceId, platform: 'slack', external_id: 'T1', wallet_id: team.walletId });
  const members = others.splice(-teamMembers);
  for (const { identityId } of members)
    rows.add('team_members', { workspace_id: team.workspaceId, identity_id: identityId, name: 'a member' });
  const now = Date.now();
  const month = new Date(now);
  month.setUTCDate(1);
  month.setUTCHours(0, 0, 0, 0);
  for (let index = 0; index < sizes.generations; index++) {
    const ofWhom = index < ofAccount ? 'account' : index < ofAccount + ofTeam ? 'team' : 'others';
    const asker =
      ofWhom === 'account' ? account : ofWhom === 'team' ? pick(members, index) : pick(others, index * 7_919);
    const paidBy = ofWhom === 'team' ? team.walletId : asker.walletId;
    const createdAt =
      ofWhom === 'team'
        ? new Date(month.getTime() + ((now - month.getTime()) * index) / (ofAccount + ofTeam))
        : new Date(now - (sizes.generations - index) * 60_000);
    const withAssets =
      rows.count('assets') < sizes.assets && (ofWhom === 'account' || asker.userId !== null || index % 2 === 0);
    addGeneration(rows, {
      asker,
      paidBy,
      lots: lots.get(paidBy) ?? [],
      key,
      createdAt,
      stored: ofWhom === 'account' ? 3 : 2,
      withAssets,
    });
  }
  const counts = {
    wallets: rows.count('wallets'),
    generations: rows.count('generations'),
    ledger_entries: rows.count('ledger_entries'),
    assets: rows.count('assets'),
  };
  const { userId, walletId } = account;
  if (userId === null) throw new Error('the account has an id');
  return { seeded: { account: { userId, walletId }, team, others, counts }, rows };
}

function pick<Item>(items: readonly Item[], index: number): Item {
  const item = items[index % items.length];
  if (item === undefined) throw new Error('there is none');
  return item;
}

function addWallet(rows: Rows, lots: Map<string, string[]>): string {
  const id = randomUUID();
  rows.add('wallets', { id });
  const own = Array.from({ length: lotsEach }, () => randomUUID());
  lots.set(id, own);
  for (const lotId of own) {
    rows.add('lots', { id: lotId, wallet_id: id, origin: 'grant', grant_key: `grant:${lotId}` });
    rows.add('ledger_entries', entry(lotId, 'grant', 100_000, null));
  }
  return id;
}

function addAsker(rows: Rows, lots: Map<string, string[]>, hasAccount: boolean): Asker {
  const walletId = addWallet(rows, lots);
  const [identityId, userId] = [randomUUID(), hasAccount ? randomUUID() : null];
  if (userId !== null) rows.add('users', { id: userId, email: `${userId}@example.com`, wallet_id: walletId });
  rows.add('identities', {
    ...{ id: identityId, platform: 'discord', external_id: identityId, wallet_id: walletId, user_id: userId },
    ...{ linked_at: userId === null ? null : new Date() },
  });
  return { identityId, userId, walletId, lotId: pick(lots.get(walletId) ?? [], 0) };
}

export const entry = (lotId: string, kind: string, amount: number, generationId: string | null, ofWhat = lotId) => ({
  lot_id: lotId,
  kind,
  amount,
  generation_id: generationId,
  idempotency_key: `${kind}:${ofWhat}`,
});

interface Wanted {
  asker: Asker;
  paidBy: string;
  lots: readonly string[];
  key: DataKey;
  createdAt: Date;
  stored: 2 | 3;
  withAssets: boolean;
}

/** Four images from two lots, of which `stored` were kept: what was held for the others came back. */
function addGeneration(rows: Rows, { asker, paidBy, lots, key, createdAt, stored, withAssets }: Wanted): void {
  const [id, predictionId, targetId] = [randomUUID(), randomUUID(), randomUUID()];
  const index = rows.count('generations');
  const prompt = Array.from({ length: 8 }, (_, word) => pick(vocabulary, index * 31 + word * 7 + (index >> word))).join(
    ' ',
  );
  rows.add('generations', {
    ...{ id, wallet_id: paidBy, identity_id: asker.identityId, user_id: asker.userId, status: 'succeeded' },
    ...{
      model: defaultModel.id,
      prompt_sealed: sealText(key, prompt),
      size: 'square',
      count: 4,
      seed: 1,
      unit_price: 1,
    },
    ...{ request_key: id, priority: 0, stored, created_at: createdAt, started_at: createdAt, finished_at: createdAt },
  });
  const run = { id: predictionId, generation_id: id, slot: 0, images: 4, seed: 1, status: 'succeeded' };
  rows.add('predictions', { ...run, external_id: id, submitted_at: createdAt, checked_at: createdAt });
  rows.add('reply_targets', {
    id: targetId,
    platform: 'discord',
    channel_id: '1',
    user_id: '1',
    created_at: createdAt,
  });
  rows.add('deliveries', {
    ...{ generation_id: id, target_id: targetId, message_id: '1', status: 'delivered', delivered_at: createdAt },
  });
  const [first = '', second = ''] = [pick(lots, index), pick(lots, index + 1)];
  for (const lotId of [first, second]) rows.add('ledger_entries', entry(lotId, 'hold', -2, id, `${id}:${lotId}`));
  for (const lotId of [first, second].slice(0, 4 - stored))
    rows.add('ledger_entries', entry(lotId, 'release', 1, id, `${id}:${lotId}`));
  if (!withAssets) return;
  for (let position = 0; position < stored; position++) {
    const name = `assets/${id}/${position}`;
    rows.add('assets', {
      ...{ id: randomUUID(), generation_id: id, prediction_id: predictionId, user_id: asker.userId, position },
      ...{ storage_key: `${name}.png`, thumbnail_key: `${name}.thumb.webp`, content_type: 'image/png' },
      ...{ sha256: '0'.repeat(64), width: 1024, height: 1024, byte_length: 1_000_000, created_at: createdAt },
    });
  }
}
