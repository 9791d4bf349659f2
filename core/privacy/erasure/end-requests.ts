import type { Prisma } from '../../../prisma/generated/client.ts';
import { isRowOf, type Person } from '../map/rows-of.ts';

/**
 * What the person had asked and nobody had answered yet ends in the register, because nobody is there any more to answer. Deletions that are being
 * carried out end by themselves. Before the rows go.
 */
export async function endRequests(tx: Prisma.TransactionClient, person: Person): Promise<void> {
  await tx.$executeRaw`
    UPDATE privacy_requests that SET state = 'stopped', ended_at = now(), evidence = that.evidence || '{"why": "erased"}'
    WHERE that.state IN ('open', 'in_progress') AND ${isRowOf('privacy_requests', 'owner', person)}
      AND NOT EXISTS (SELECT 1 FROM erasures e WHERE e.request_id = that.id AND e.state IN ('waiting', 'erased'))`;
}
