import { Prisma } from '../../prisma/generated/client.ts';

/**
 * What is open, read once for all that `sweep` looks for: after a burst each further reading of ten thousand requests takes as long as the first. By then the
 * planner believes that there is next to nothing, and joins by reading all of it for each row: `(id IN (…)) IS TRUE` it cannot turn into a join, and reads
 * once, into a hash.
 *
 * `open_requests`: requests that wait or run; `is_fetched`: the pictures that it begins with are ours. `untold`: messages that do not show how their request
 * ended; `is_open`: it has not; `is_free`: nobody is writing.
 */
export const openWork = Prisma.sql`
  open_requests AS MATERIALIZED (
    SELECT g.id, g.status, g.wallet_id, g.identity_id, g.priority, g.created_at, g.started_at, g.cancel_requested_at,
      g.reference_url IS NULL AND g.second_reference_url IS NULL AS is_fetched
    FROM generations g WHERE g.status IN ('queued', 'running')),
  untold AS MATERIALIZED (
    SELECT d.generation_id, d.shown_at, d.next_try_at, d.lease_until IS NULL OR d.lease_until < now() AS is_free,
      (d.generation_id IN (SELECT o.id FROM open_requests o)) IS TRUE AS is_open
    FROM deliveries d WHERE d.status = 'pending')`;
