-- The plan a wallet is on, as a key of core/billing/plans.ts. A past-due plan holds until its grace period is over.
CREATE OR REPLACE FUNCTION wallet_plan(p_wallet_id uuid) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT s.plan FROM subscriptions s WHERE s.wallet_id = p_wallet_id AND s.ended_at IS NULL
                     AND (s.status = 'active' OR (s.status = 'past_due' AND s.grace_until > now()))), 'free')
$$;
