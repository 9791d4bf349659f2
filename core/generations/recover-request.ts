import type { Deps } from '../deps.ts';
import { outcomeOf } from '../requests/lost-answer.ts';
import type { TeamRefusal } from '../teams/team-here.ts';
import { requestsAhead } from './view.ts';

/** What a recorded request says of itself, as request_generation() would have. */
export interface RecordedRequest {
  balance: number;
  ahead: number;
  priority: number;
  teamName: string | null;
  teamDeclined: TeamRefusal | null;
}

/**
 * The answer to a hold was lost: what was recorded under this key. `not_held`: nothing was, and never will be. `repeated`: it was
 * recorded, by somebody to whom the chat had given it before. @throws Failure unclear
 */
export async function recoverRequest(
  deps: Pick<Deps, 'db'>,
  wanted: { id: string; requestKey: string },
  lost: unknown,
): Promise<RecordedRequest | 'not_held' | 'repeated'> {
  const { generationId } = await outcomeOf(deps, wanted.requestKey, lost);
  if (generationId === null) return 'not_held';
  if (generationId !== wanted.id) return 'repeated';
  const [row] = await deps.db.$queryRaw<RecordedRequest[]>`
    SELECT spendable_credits(g.wallet_id) AS balance, ${requestsAhead} AS ahead, g.priority, t.name AS "teamName",
      g.team_declined AS "teamDeclined"
    FROM generations g LEFT JOIN workspaces t ON t.wallet_id = g.wallet_id WHERE g.id = ${wanted.id}::uuid`;
  return row ?? 'repeated';
}
