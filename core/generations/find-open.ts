import { z } from 'zod';
import { flag, int, text, time, uuid } from '../database/columns.ts';
import { sqlRows } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { type Opened, openFields, storedText } from '../keys/stored-text.ts';
import { type Owner, ownedBySql } from './owner.ts';
import { requestsAhead } from './view.ts';

const openRow = z.object({
  id: uuid,
  prompt: storedText,
  model: text,
  count: int,
  unitPrice: int,
  startedAt: time.nullable(),
  cancelRequested: flag,
  /** It is made, and waits for a check that could not look. */
  isUnchecked: flag,
  /** Waiting requests, of all people, that go first. */
  ahead: int,
});
export type OpenGeneration = Opened<z.infer<typeof openRow>, 'prompt'>;

/** What a person has waiting and running, oldest first. */
export async function findOpen(deps: Pick<Deps, 'db' | 'keys' | 'log'>, owner: Owner): Promise<OpenGeneration[]> {
  const rows = await sqlRows(deps.db, openRow)`
    SELECT g.id, stored_text(g.prompt, g.prompt_sealed) AS prompt, g.model, g.count, g.unit_price AS "unitPrice",
      g.started_at AS "startedAt", g.cancel_requested_at IS NOT NULL AS "cancelRequested",
      g.status = 'running' AND waits_for_check(g.id) AS "isUnchecked", ${requestsAhead} AS ahead
    FROM generations g WHERE ${ownedBySql(owner)} AND g.status IN ('queued', 'running') ORDER BY g.created_at`;
  return openFields(deps, rows, 'prompt');
}
