import { z } from 'zod';
import { bytes, uuid } from '../database/columns.ts';
import { sqlFunction } from '../database/sql-function.ts';
import type { Deps } from '../deps.ts';

const merge = sqlFunction({
  name: 'merge_twin',
  args: z.object({ identityId: uuid, hash: bytes }),
  row: z.enum(['merged', 'kept', 'none']),
});

/**
 * A process of the version before, left running after ids were sealed, makes a second row for a person whom it does not find. What that row has goes to
 * the sealed one, and the row is gone. `kept`: it has what only a person can decide on; `none`: it is the person's only one.
 */
export async function mergeTwin(
  { db, log }: Pick<Deps, 'db' | 'log'>,
  twin: { identityId: string; hash: Uint8Array<ArrayBuffer> },
): Promise<'merged' | 'kept' | 'none'> {
  const { identityId } = twin;
  const outcome = await merge.one(db, twin);
  if (outcome === 'merged')
    log.warn({ identityId }, 'a second row of one person in a chat was merged into their first');
  if (outcome === 'kept') log.warn({ identityId }, 'a person in a chat has two rows: the second is not sealed');
  return outcome;
}
