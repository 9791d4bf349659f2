import { z } from 'zod';
import { platformIds } from '../chat/platforms.ts';
import { sqlRow } from '../database/rows.ts';
import type { Deps } from '../deps.ts';

const pile = z.object({ count: z.int(), oldestSeconds: z.number() });

const backlog = z.object({
  generations: z.array(pile.extend({ status: z.enum(['queued', 'running']) })),
  deliveries: z.array(pile.extend({ platform: z.enum(platformIds) })),
  mails: pile,
  stripeEvents: pile,
  erasures: pile,
  unpaidCredits: z.int(),
});

export type Backlog = z.infer<typeof backlog>;

/** What is waiting, and for how long, by the database's clock. */
export async function readBacklog({ db }: Pick<Deps, 'db'>): Promise<Backlog> {
  const row = await sqlRow(db, backlog)`
    WITH age AS (SELECT now() AS now)
    SELECT
      (SELECT jsonb_agg(jsonb_build_object('status', s.status, 'count', f.count,
         'oldestSeconds', coalesce(extract(epoch FROM age.now - f.oldest), 0)))
       FROM unnest(ARRAY['queued', 'running']::"GenerationStatus"[]) AS s(status), LATERAL (
         SELECT count(*), min(g.created_at) AS oldest FROM generations g WHERE g.status = s.status) AS f) AS generations,
      (SELECT jsonb_agg(jsonb_build_object('platform', p.platform, 'count', f.count,
         'oldestSeconds', coalesce(extract(epoch FROM age.now - f.oldest), 0)))
       FROM unnest(ARRAY['discord', 'slack']::"Platform"[]) AS p(platform), LATERAL (
         SELECT count(*), min(g.finished_at) AS oldest FROM deliveries d JOIN generations g ON g.id = d.generation_id JOIN reply_targets r ON r.id = d.target_id
         WHERE d.status = 'pending' AND r.platform = p.platform AND g.finished_at IS NOT NULL) AS f) AS deliveries,
      (SELECT jsonb_build_object('count', count(*),
         'oldestSeconds', coalesce(extract(epoch FROM age.now - min(created_at)), 0)) FROM mails) AS mails,
      (SELECT jsonb_build_object('count', count(*),
         'oldestSeconds', coalesce(extract(epoch FROM age.now - min(received_at)), 0))
       FROM stripe_events WHERE handled_at IS NULL) AS "stripeEvents",
      (SELECT jsonb_build_object('count', count(*),
         'oldestSeconds', coalesce(extract(epoch FROM age.now - min(coalesce(erased_at, due_at))), 0))
       FROM erasures WHERE (state = 'erased' AND attempts > 0) OR (state = 'waiting' AND due_at < now() - interval '1 hour')) AS erasures,
      (SELECT coalesce(sum(held), 0)::int FROM unpaid_days
       WHERE day = (now() AT TIME ZONE 'UTC')::date AND place = '') AS "unpaidCredits"
    FROM age`;
  if (!row) throw new Error('what waits is always one row');
  return row;
}
