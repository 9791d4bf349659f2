import { z } from 'zod';
import { int } from '../database/columns.ts';
import { sqlRow } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { type Opened, openFieldsOf, storedText } from '../keys/stored-text.ts';
import { outcomeOf } from '../requests/lost-answer.ts';
import { teamName } from '../teams/names.ts';
import { teamDeclined } from '../teams/team-here.ts';
import { requestsAhead } from './view.ts';

/** What a recorded request says about itself, as request_generation() would have. */
const recordedRequest = z.object({
  balance: int,
  ahead: int,
  priority: int,
  teamName: storedText.nullable(),
  teamDeclined: teamDeclined.nullable(),
});
export type RecordedRequest = Opened<z.infer<typeof recordedRequest>, 'teamName'>;

/**
 * The answer to a hold was lost: reads what was recorded under this key. `not_held`: nothing was, and nothing will be. `repeated`: it was
 * recorded by another process that received it from the chat first. @throws Failure unclear
 */
export async function recoverRequest(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  wanted: { id: string; requestKey: string },
): Promise<RecordedRequest | 'not_held' | 'repeated'> {
  const { generationId } = await outcomeOf(deps, wanted.requestKey);
  if (generationId === null) return 'not_held';
  if (generationId !== wanted.id) return 'repeated';
  const row = await sqlRow(deps.db, recordedRequest)`
    SELECT spendable_credits(g.wallet_id) AS balance, ${requestsAhead} AS ahead, g.priority, ${teamName} AS "teamName",
      g.team_declined AS "teamDeclined"
    FROM generations g LEFT JOIN workspaces t ON t.wallet_id = g.wallet_id WHERE g.id = ${wanted.id}::uuid`;
  return row ? openFieldsOf(deps, row, 'teamName') : 'repeated';
}
