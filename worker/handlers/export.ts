import type { Deps } from '#core/deps.ts';
import type { JobData } from '#core/jobs.ts';
import { runExport } from '#core/privacy/export/run-export.ts';

export async function exportData(deps: Deps, { exportId }: JobData<'export'>): Promise<undefined> {
  await runExport(deps, exportId);
}
