import { retentionKindNames, retentionKinds } from '#core/privacy/retention/kinds.ts';
import { listRetentionRuns } from '#core/privacy/retention/run.ts';
import type { ApiHandler } from '../json/handler.ts';

const shown = 14;

export const adminListRetention: ApiHandler<'adminListRetention'> = async ({ deps }) => {
  const runs = await listRetentionRuns(deps, shown);
  return runs.map(({ startedAt, endedAt, counts }) => ({
    startedAt: startedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    counts: retentionKindNames.flatMap((kind) => {
      const count = counts[kind] ?? 0;
      return count === 0 ? [] : [{ what: retentionKinds[kind], count }];
    }),
  }));
};
