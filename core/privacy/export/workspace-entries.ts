import { z } from 'zod';
import { readBilling } from '../../billing/read-billing.ts';
import { openPlaceId } from '../../chat/place-id.ts';
import { platforms } from '../../chat/platforms.ts';
import { byteOrderMark, csvLine } from '../../csv.ts';
import { int, ledgerKind, lotOrigin, text, time } from '../../database/columns.ts';
import { sqlRows } from '../../database/rows.ts';
import type { Deps } from '../../deps.ts';
import { unreadable } from '../../keys/stored-text.ts';
import { listBlocked } from '../../places/blocks.ts';
import { readRules } from '../../places/rules.ts';
import { accessWords, capWords, planWords, readTeam } from '../../teams/read-team.ts';
import { readUsage, type TeamUsage } from '../../teams/usage.ts';
import { walletOf } from '../../teams/words.ts';
import { credits } from '../../words.ts';
import { type Entry, words } from './entries.ts';
import { escaped, pageEnd, pageHead, tableOf } from './html.ts';

type ExportDeps = Pick<Deps, 'db' | 'keys' | 'log'>;

/**
 * A server's or workspace's own data, as those who manage it see it in chat and on its page: no address, no prompt and no picture of anybody.
 * Throws if it has no wallet any more: it was deleted meanwhile.
 */
export async function* workspaceEntries(deps: ExportDeps, workspaceId: string, madeAt: Date): AsyncGenerator<Entry> {
  const found = await deps.db.workspace.findUniqueOrThrow({ where: { id: workspaceId }, include: { access: true } });
  const externalId = (await openPlaceId(deps, found)) ?? unreadable;
  const { walletId, platform, installedAt, firstInstalledAt, guestsMaySpend, memberCap } = found;
  if (walletId === null) throw new Error('There is no data any more whose export it is.');
  const [team, usage, billing, rules, keptOut] = await Promise.all([
    readTeam(deps, workspaceId),
    readUsage(deps, { workspaceId, walletId }),
    readBilling(deps, { walletId, userId: null }),
    readRules(deps, workspaceId),
    listBlocked(deps, workspaceId),
  ]);
  const about = {
    ...{ name: team.name, platform, externalId, installedAt, firstInstalledAt },
    settings: { memberCap, guestsMaySpend, access: team.access },
    rules,
    keptOut,
    wallet: { balance: team.balance, plan: team.plan, owed: team.owed },
  };
  const payments = billing.payments.map(({ receiptUrl: _receiptUrl, ...payment }) => payment);
  const members = usage.members.map(({ identityId: _identityId, ...member }) => member);
  yield words('data.json', async function* () {
    const head = { format: 'upixel-workspace-1', madeAt, ...about, month: { ...usage, members }, payments };
    yield `${JSON.stringify(head).slice(0, -1)},"ledger":[`;
    let before = '';
    for await (const entry of ledgerOf(deps, walletId)) {
      yield `${before}${JSON.stringify(entry)}`;
      before = ',\n';
    }
    yield ']}\n';
  });
  yield words('csv/ledger.csv', async function* () {
    yield byteOrderMark + csvLine(['at', 'kind', 'amount', 'origin']);
    for await (const { at, kind, amount, origin } of ledgerOf(deps, walletId))
      yield csvLine([at.toISOString(), kind, amount, origin]);
  });
  yield words('csv/members.csv', function* () {
    yield byteOrderMark + csvLine(['name', 'credits', 'requests']);
    for (const { name, spent, requests } of members) yield csvLine([name, spent, requests]);
  });
  yield words('index.html', function* () {
    yield pageHead(`What UPixel keeps of ${team.name || 'your team'}`);
    yield `<p>${escaped(platforms[platform].label)}, id ${escaped(externalId)}. Made on ${escaped(madeAt.toISOString().slice(0, 16).replace('T', ' at '))} (UTC). ${notHere}</p>`;
    yield '<ul><li><a href="data.json">data.json</a>: all of it, for programs</li><li><a href="csv/ledger.csv">csv/ledger.csv</a>: every change of the wallet</li><li><a href="csv/members.csv">csv/members.csv</a></li></ul>';
    yield `<h2>${escaped(walletOf(team.name))}</h2><p>${escaped(`${credits(team.balance)}. ${accessWords(team)} ${capWords(team)} ${planWords(team)}`)}</p>`;
    yield* usagePage(usage);
    yield '<h2>Payments</h2>';
    yield tableOf(
      ['On', 'What', 'Amount', 'Currency', 'Credits'],
      payments.map((each) => [each.paidAt.toISOString(), each.item, each.amount / 100, each.currency, each.credits]),
    );
    yield pageEnd;
  });
}

const notHere =
  'What its members asked for and made is theirs, and is not in here; neither are tokens, which would be worth stealing.';

function* usagePage({ spent, members, days }: TeamUsage): Generator<string> {
  yield `<h2>This month</h2><p>${credits(spent)} spent.</p>`;
  yield tableOf(
    ['Member', 'Credits', 'Requests'],
    members.map((each) => [each.name, each.spent, each.requests]),
  );
  yield tableOf(
    ['Day', 'Credits'],
    days.filter((each) => each.spent > 0).map((each) => [each.day, each.spent]),
  );
}

const entryRow = z.object({ id: text, at: time, kind: ledgerKind, amount: int, origin: lotOrigin });
const page = 1_000;

/** Every change of a wallet, the oldest first, some at a time: without whose request it was. */
async function* ledgerOf({ db }: Pick<Deps, 'db'>, walletId: string) {
  for (let after = '0'; ; ) {
    const rows = await sqlRows(db, entryRow)`
      SELECT e.id::text, e.created_at AS at, e.kind::text, e.amount, l.origin::text FROM ledger_entries e JOIN lots l ON l.id = e.lot_id
      WHERE l.wallet_id = ${walletId}::uuid AND e.id > ${after}::bigint ORDER BY e.id LIMIT ${page}::int`;
    for (const { id: _id, ...entry } of rows) yield entry;
    const last = rows.at(-1);
    if (!last || rows.length < page) return;
    after = last.id;
  }
}
