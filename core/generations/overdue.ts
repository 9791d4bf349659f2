import type { Deps } from '../deps.ts';
import { runningByPlan, silentAfterMs, unstoppedForMs, watchForSecondMs } from './limits.ts';

export interface Overdue {
  job: 'submit' | 'reference' | 'settle' | 'deliver' | 'cancel' | 'progress' | 'erase' | 'strays';
  generationId: string;
  slot: number | null;
}

/** What no job may be at work on any more, and whose message may show new progress; a bounded number of each. */
export function findOverdue(deps: Pick<Deps, 'db'>): Promise<Overdue[]> {
  return deps.db.$queryRaw<Overdue[]>`
    -- waiting, with room in its wallet, and nobody took it
    (SELECT 'submit' AS job, g.id AS "generationId", NULL::int AS slot FROM generations g
     WHERE g.status = 'queued' AND g.reference_url IS NULL AND g.created_at < now() - interval '2 seconds' AND (
       SELECT count(*) FROM generations r WHERE r.wallet_id = g.wallet_id AND r.status = 'running') < (${runningByPlan}::jsonb->>wallet_plan(g.wallet_id))::int
     ORDER BY g.priority, g.created_at LIMIT 200)
    UNION ALL -- its reference picture is still at the chat, and no job is to fetch it
    (SELECT 'reference', g.id, NULL::int FROM generations g
     WHERE g.status = 'queued' AND g.reference_url IS NOT NULL AND g.created_at < now() - interval '2 seconds' LIMIT 200)
    UNION ALL -- taken, and its submitter vanished or gave it back
    (SELECT DISTINCT 'submit', p.generation_id, NULL::int FROM predictions p JOIN generations g ON g.id = p.generation_id
     WHERE g.status = 'running' AND ((p.status = 'submitting' AND p.lease_until < now())
       OR (p.status = 'pending' AND g.started_at < now() - interval '3 seconds'
         AND (p.lease_until IS NULL OR p.lease_until < now()))) LIMIT 200)
    UNION ALL -- its settler vanished, or the provider is silent
    (SELECT 'settle', p.generation_id, p.slot FROM predictions p
     WHERE p.status = 'running' AND (p.next_try_at IS NULL OR p.next_try_at <= now()) AND (p.lease_until < now()
       OR (p.lease_until IS NULL AND (p.next_try_at IS NOT NULL
         OR p.checked_at < now() - ${silentAfterMs}::int * interval '1 millisecond')))
     ORDER BY p.checked_at LIMIT 60)
    UNION ALL -- ended, and not brought to chat
    (SELECT 'deliver', d.generation_id, NULL::int FROM deliveries d JOIN generations g ON g.id = d.generation_id
     WHERE d.status = 'pending' AND g.finished_at < now() - interval '2 seconds'
       AND (d.next_try_at IS NULL OR d.next_try_at <= now())
       AND (d.lease_until IS NULL OR d.lease_until < now()) ORDER BY g.finished_at LIMIT 200)
    UNION ALL -- something older may have come after the result
    (SELECT 'deliver', d.generation_id, NULL::int FROM deliveries d
     WHERE d.status = 'delivered' AND d.rewrite_at <= now() AND (d.next_try_at IS NULL OR d.next_try_at <= now())
       AND (d.lease_until IS NULL OR d.lease_until < now()) LIMIT 50)
    UNION ALL -- called off, and still running
    (SELECT 'cancel', g.id, NULL::int FROM generations g
     WHERE g.status = 'running' AND g.cancel_requested_at < now() - interval '5 seconds' LIMIT 50)
    UNION ALL -- deleted, and not erased
    (SELECT DISTINCT 'erase', a.generation_id, NULL::int FROM assets a
     WHERE a.deleted_at < now() - interval '5 seconds' AND a.erased_at IS NULL
       AND (a.erase_after IS NULL OR a.erase_after <= now()) LIMIT 50)
    UNION ALL -- there may be a second prediction of it
    (SELECT DISTINCT 'strays', p.generation_id, NULL::int FROM predictions p
     WHERE p.status NOT IN ('pending', 'submitting') AND (p.posts > 1 OR (p.posts > 0 AND p.external_id IS NULL))
       AND coalesce(p.posted_until, p.submitted_at) > now() - ${watchForSecondMs}::int * interval '1 millisecond' LIMIT 50)
    UNION ALL -- there is one, and it could not be stopped
    (SELECT DISTINCT 'strays', s.generation_id, NULL::int FROM stray_predictions s
     WHERE s.canceled_at IS NULL AND s.seen_at < now() - interval '5 seconds'
       AND s.seen_at > now() - ${unstoppedForMs}::int * interval '1 millisecond' LIMIT 50)
    UNION ALL -- people are looking at it
    (SELECT 'progress', d.generation_id, NULL::int FROM deliveries d JOIN generations g ON g.id = d.generation_id
     WHERE g.status IN ('queued', 'running') AND d.status = 'pending' AND d.shown_at < now() - interval '3 seconds'
       AND (d.lease_until IS NULL OR d.lease_until < now()) ORDER BY d.shown_at LIMIT 40)`;
}
