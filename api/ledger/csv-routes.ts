import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Router, Router as router } from 'express';
import { modelName } from '#core/chat/present/model-name.ts';
import { contract } from '#core/contract/pages/contract.ts';
import { plainPaths } from '#core/contract/pages/plain-paths.ts';
import { findLedger, type LedgerFilter, type LedgerRow } from '#core/credits/ledger.ts';
import { ledgerWords, lotLabel } from '#core/credits/ledger-words.ts';
import { byteOrderMark, csvLine } from '#core/csv.ts';
import type { Deps } from '#core/deps.ts';
import { hungUp } from '../files/send-picture.ts';
import { type ReadSession, signedOut } from '../json/router.ts';
import { daysOf } from '../lists/days.ts';

/** Lines read at a time, so that a long history is never in memory as a whole. */
const pageLines = 500;

/** The ledger as a file for spreadsheets, with the filters of the list. */
export function ledgerCsv(deps: Deps, readSession: ReadSession): Router {
  const routes = router();
  routes.get(plainPaths.ledgerCsv, async (request, response) => {
    response.set('cache-control', 'no-store');
    const who = await readSession(request);
    if (!who) throw signedOut();
    const { kind, ...days } = contract.listLedger.query.omit({ cursor: true, limit: true }).parse(request.query);
    response.attachment(`upixel-credits-${new Date().toISOString().slice(0, 10)}.csv`);
    response.set('content-type', 'text/csv; charset=utf-8');
    const lines = linesOf(deps, who.user.walletId, { kind, ...daysOf(days) });
    await pipeline(Readable.from(lines), response).catch((error) => hungUp(deps, error));
  });
  return routes;
}

async function* linesOf(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  walletId: string,
  filter: LedgerFilter,
): AsyncGenerator<string> {
  yield byteOrderMark + csvLine(columns);
  let beforeId: string | undefined;
  do {
    const rows: LedgerRow[] = await findLedger(deps, walletId, { filter, beforeId, limit: pageLines });
    if (rows.length > 0) yield rows.map((row) => csvLine(cellsOf(row))).join('');
    beforeId = rows.length < pageLines ? undefined : rows.at(-1)?.id;
  } while (beforeId !== undefined);
}

const columns = [
  'time',
  'kind',
  'credits',
  'balance',
  'explanation',
  'prompt',
  'model',
  'credits from',
  'expire',
  'request',
];

const cellsOf = (row: LedgerRow) => [
  row.createdAt.toISOString(),
  row.kind,
  row.amount,
  row.balanceAfter,
  ledgerWords(row),
  row.prompt,
  row.model === null ? null : modelName(row.model),
  lotLabel(row),
  row.lotExpiresAt?.toISOString() ?? null,
  row.generationId,
];
