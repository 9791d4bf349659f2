import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import { uuid } from '../database/columns.ts';
import { sqlRows } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { type AuditedKind, auditedKinds, findFaultsAmong, findFaultsOf, type LedgerFault, touchedBy } from './audit.ts';

type WithDb = Pick<Deps, 'db'>;

/** Entries, or rows of a kind, that are looked at in one statement. */
const atOnce = 500;
/** How long a run goes on with what nothing touched: the ledger may be of any size, and the next run is in five minutes. */
const roundMs = 100;

/** Wallets that are looked at again each time: where there are more, the operator knows. */
const mostFaulty = 100;

/** Where the round is: after this row of this kind; at the start of a kind, after none. */
interface Place {
  kind: AuditedKind;
  after: string | null;
}
const start: Place = { kind: auditedKinds[0], after: null };

/**
 * The next part of the audit: whatever entries touched since the run before the last, wallets that did not add up before, and as much of the rest as
 * takes a tenth of a second, in order of ids, so that each row has its turn. Returns what does not add up.
 */
export async function auditNext(deps: WithDb): Promise<LedgerFault[]> {
  const newest = await newestEntry(deps);
  const before = await deps.db.auditProgress.upsert({
    where: { id: 1 },
    create: { id: 1, seenEntry: newest, seenBefore: newest },
    update: {},
  });
  const faults = before.faulty.length > 0 ? await findFaultsOf(deps, before.faulty) : [];
  for (let after = before.seenBefore; after < newest; after += BigInt(atOnce)) {
    const upTo = after + BigInt(atOnce);
    faults.push(...(await findFaultsAmong(deps, await touchedBy(deps, after, upTo))));
  }
  const kind = auditedKinds.find((each) => each === before.roundKind) ?? start.kind;
  const round = await goRound(deps, { kind, after: before.roundAfter });
  const found = [...new Map([...faults, ...round.faults].map((each) => [JSON.stringify(each), each])).values()];
  await deps.db.auditProgress.update({
    where: { id: 1 },
    data: {
      seenEntry: newest,
      seenBefore: before.seenEntry,
      roundKind: round.place.kind,
      roundAfter: round.place.after,
      faulty: [...new Set(found.map(({ walletId }) => walletId))].slice(0, mostFaulty),
    },
  });
  return found;
}

/** At most one whole round. */
async function goRound(deps: WithDb, from: Place): Promise<{ faults: LedgerFault[]; place: Place }> {
  const faults: LedgerFault[] = [];
  const startedAt = performance.now();
  let place = from;
  let ends = 0;
  do {
    const ids = await idsAfter(deps, place);
    if (ids.length > 0) faults.push(...(await findFaultsAmong(deps, { [place.kind]: ids })));
    place = ids.length < atOnce ? nextKind(place.kind) : { kind: place.kind, after: ids.at(-1) ?? null };
    if (place.after === null) ends += 1;
  } while (ends <= auditedKinds.length && performance.now() - startedAt < roundMs);
  return { faults, place };
}

const nextKind = (kind: AuditedKind): Place => ({
  kind: auditedKinds[auditedKinds.indexOf(kind) + 1] ?? start.kind,
  after: null,
});

const idRow = z.object({ id: uuid });

async function idsAfter({ db }: WithDb, { kind, after }: Place): Promise<string[]> {
  const rows = await sqlRows(db, idRow)`
    SELECT r.id FROM ${Prisma.raw(kind)} r WHERE ${after}::uuid IS NULL OR r.id > ${after}::uuid ORDER BY r.id LIMIT ${atOnce}::int`;
  return rows.map(({ id }) => id);
}

async function newestEntry({ db }: WithDb): Promise<bigint> {
  const newest = await db.ledgerEntry.findFirst({ select: { id: true }, orderBy: { id: 'desc' } });
  return newest?.id ?? 0n;
}
