import { sqlRun } from '../database/rows.ts';
import type { Deps } from '../deps.ts';

/**
 * Ends checkouts of which no page at Stripe is known, a day later: a process died in between, or Stripe did not answer. Nobody was given such a page. If one is paid all
 * the same, what is received says so.
 */
export const closeAbandonedCheckouts = ({ db }: Pick<Deps, 'db'>) =>
  sqlRun(db)`
    UPDATE checkouts SET status = 'expired', ended_at = now(), noted_at = coalesce(noted_at, now())
    WHERE status = 'open' AND session_id IS NULL AND created_at < now() - interval '1 day'`;
