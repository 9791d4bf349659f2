import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Router, Router as router } from 'express';
import { plainPaths } from '#core/contract/pages/plain-paths.ts';
import { byteOrderMark, csvLine } from '#core/csv.ts';
import type { Deps } from '#core/deps.ts';
import { notFound } from '#core/not-found.ts';
import { exportRegister } from '#core/operators/export-register.ts';
import type { Operator } from '#core/operators/operator.ts';
import type { PrivacyRequest } from '#core/privacy/requests/request.ts';
import { hungUp } from '../files/send-picture.ts';
import type { ReadSession } from '../json/router.ts';
import { subjectWord } from './list-requests.ts';

/** The register as a file, for an authority that asks; for everybody but operators it does not exist. */
export function registerCsv(deps: Deps, readSession: ReadSession): Router {
  const routes = router();
  routes.get(plainPaths.registerCsv, async (request, response) => {
    response.set('cache-control', 'no-store');
    const who = await readSession(request);
    if (!who?.scopes.has('operate')) throw notFound();
    response.attachment(`upixel-privacy-requests-${new Date().toISOString().slice(0, 10)}.csv`);
    response.set('content-type', 'text/csv; charset=utf-8');
    await pipeline(Readable.from(linesOf(deps, who.user)), response).catch((error) => hungUp(deps, error));
  });
  return routes;
}

async function* linesOf(deps: Pick<Deps, 'db'>, operator: Operator): AsyncGenerator<string> {
  yield byteOrderMark + csvLine(columns);
  for await (const row of exportRegister(deps, operator)) yield csvLine(cellsOf(row));
}

const columns = [
  'ticket',
  'kind',
  'of',
  'came by',
  'proved by',
  'received',
  'due',
  'state',
  'ended',
  'refused because',
  'evidence',
];

const cellsOf = (row: PrivacyRequest) => [
  ...[row.ticket, row.kind, subjectWord(row), row.origin, row.proof],
  ...[row.receivedAt.toISOString(), row.dueAt.toISOString(), row.state],
  ...[row.endedAt?.toISOString() ?? null, row.refusal, JSON.stringify(row.evidence)],
];
