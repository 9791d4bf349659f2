import { auditNext } from '#core/credits/audit-next.ts';
import type { Deps } from '#core/deps.ts';

/** A fault here is a bug of ours that touched somebody's money: it must wake the operator. */
export async function audit(deps: Deps): Promise<number> {
  const faults = await auditNext(deps);
  for (const fault of faults) deps.log.fatal(fault, 'the ledger does not add up');
  if (faults.length > 0) deps.metrics.count('operatorNeeded', { cause: 'ledger' });
  deps.log.info({ faults: faults.length }, 'ledger audited');
  return faults.length;
}
