import { listOffenders, listReports } from '#core/operators/reports.ts';
import type { ApiHandler } from '../json/handler.ts';

export const adminListReports: ApiHandler<'adminListReports'> = async ({ deps }) => {
  const [reports, offenders] = await Promise.all([listReports(deps), listOffenders(deps)]);
  return {
    reports: reports.map(({ reports: each, ...reported }) => ({
      ...reported,
      reports: each.map(({ createdAt, ...said }) => ({ ...said, createdAt: createdAt.toISOString() })),
    })),
    offenders: offenders.map(({ blockedUntil, ...person }) => ({
      ...person,
      blockedUntil: blockedUntil?.toISOString() ?? null,
    })),
  };
};
