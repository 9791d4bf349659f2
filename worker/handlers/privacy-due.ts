import type { Deps } from '#core/deps.ts';
import { warnOfDue } from '#core/privacy/requests/warn-due.ts';

export async function privacyDue(deps: Deps): Promise<number> {
  const due = await warnOfDue(deps);
  if (due > 0) deps.log.warn({ due }, 'requests about data must be answered soon');
  return due;
}
