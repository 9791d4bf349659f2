import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import { uuid } from '../database/columns.ts';
import { parseShape, sqlRow } from '../database/rows.ts';
import { columnsFrom } from '../database/sql-function.ts';
import type { Deps } from '../deps.ts';
import { leases } from './limits.ts';
import { type Settled, type Settlement, settled, settlementDocument } from './settlement.ts';
import {
  type ClaimRefusal,
  claimedBy,
  claimedColumns,
  claimRow,
  type MessageClaim,
  type OpenDeps,
  openClaim,
  viewOf,
} from './view.ts';

/** With the columns of a claim, unless there is no target, and so no claim. */
const settledRow = z.looseObject({ ...settled.shape, targetId: uuid.nullable() });

export type MessageOrRefusal = MessageClaim | ClaimRefusal;

/**
 * Settles a run, as settle() does, and if the generation ended with it claims its message for the result, as claimMessage() does: one statement, so that
 * nobody waits for a second flush. The claim is read when it is asked for: what fails then has settled the run all the same.
 */
export async function settleAndClaim(
  deps: OpenDeps & Pick<Deps, 'db'>,
  generationId: string,
  settlement: Settlement,
): Promise<Settled & { claimed(): Promise<MessageOrRefusal> }> {
  const ended = Prisma.sql`CASE WHEN settled.finished THEN ${generationId}::uuid END`;
  const row = await sqlRow(deps.db, settledRow, { prepared: true })`
    SELECT ${columnsFrom('settled', settled)}, ${claimedColumns}
    FROM settle_prediction(${JSON.stringify(settlementDocument(settlement))}::jsonb) settled
      LEFT JOIN LATERAL ${claimedBy(ended, 'ended', leases.messageMs)} claimed ON true
      LEFT JOIN LATERAL ${viewOf(Prisma.sql`claimed.generation_id`)} shown ON true`;
  if (!row) throw new Error('settle_prediction() answered nothing');
  return {
    ...settled.parse(row),
    claimed: async () =>
      row.targetId === null
        ? 'nothing_to_do'
        : openClaim(
            deps,
            generationId,
            parseShape(claimRow, row, () => 'What is claimed of a message'),
          ),
  };
}
