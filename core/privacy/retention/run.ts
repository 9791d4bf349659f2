import { z } from 'zod';
import type { Prisma } from '../../../prisma/generated/client.ts';
import type { Deps } from '../../deps.ts';
import { forgetReferences } from '../../generations/forget-reference.ts';
import { forgetWithheld } from '../../generations/withheld.ts';
import { forgetUploads } from '../../make/uploads.ts';
import { forgetWorkspaces } from '../../teams/gone-workspace.ts';
import { shortenErasedList } from '../erasure/erased-list.ts';
import { forgetExports } from '../export/forget-exports.ts';
import { eraseIdleGuests } from './idle-guests.ts';
import { type RetentionKind, retentionKindNames } from './kinds.ts';
import { deleteOrphanFiles } from './orphan-files.ts';
import { batch, rules } from './rules.ts';

/** What is left after so many batches of one kind waits for the next day. */
const mostBatches = 200;

type Counts = Partial<Record<RetentionKind, number>>;
const counts = z.partialRecord(z.enum(retentionKindNames), z.int());
export type RetentionDeps = Pick<
  Deps,
  'db' | 'keys' | 'keyStorage' | 'seal' | 'storage' | 'config' | 'log' | 'metrics'
>;

/**
 * Deletes what is past its time, in small statements, and writes down how much of each kind. Run again after a crash it goes on with what is left.
 * Returns how many in all.
 */
export async function runRetention(deps: RetentionDeps): Promise<number> {
  const { db, log, metrics } = deps;
  const { id } = await db.retentionRun.create({ data: {}, select: { id: true } });
  const done: Counts = {};
  const note = (kind: RetentionKind, count: number) => {
    done[kind] = (done[kind] ?? 0) + count;
    metrics.count('retentionDeleted', { kind }, count);
  };
  for (const { kind, work } of works(deps)) {
    for (let batches = 0, last = batch; last >= batch && batches < mostBatches; batches++) {
      last = await work();
      note(kind, last);
    }
  }
  note('erased_list', await shortenErasedList(deps));
  note('files', await deleteOrphanFiles(deps));
  await db.retentionRun.update({ where: { id }, data: { endedAt: new Date(), counts: done } });
  const sum = Object.values(done).reduce((all, each) => all + each, 0);
  log.info({ ...done }, 'retention');
  return sum;
}

const works = (deps: RetentionDeps): Array<{ kind: RetentionKind; work: () => Promise<number> }> => [
  ...rules.map((rule) => ({ kind: rule.kind, work: () => deps.db.$executeRaw(rule.delete) })),
  { kind: 'references', work: () => forgetReferences(deps, batch) },
  { kind: 'references', work: () => forgetUploads(deps, batch) },
  { kind: 'withheld', work: () => forgetWithheld(deps, batch) },
  { kind: 'exports', work: () => forgetExports(deps, batch) },
  { kind: 'guests', work: () => eraseIdleGuests(deps, batch) },
  { kind: 'workspaces', work: () => forgetWorkspaces(deps, batch) },
];

/** The last runs, newest first. */
export async function listRetentionRuns({ db }: Pick<Deps, 'db'>, limit: number) {
  const runs = await db.retentionRun.findMany({ orderBy: { startedAt: 'desc' }, take: limit });
  return runs.map((run) => ({ ...run, counts: countsOf(run.counts) }));
}

const countsOf = (value: Prisma.JsonValue): Counts => counts.parse(value);
