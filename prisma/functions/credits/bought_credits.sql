-- The credits of a wallet that can be given away: bought, available, and not in dispute.
CREATE OR REPLACE FUNCTION bought_credits(p_wallet_id uuid) RETURNS int LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(l.balance), 0)::int FROM lots l
  WHERE l.wallet_id = p_wallet_id AND l.origin = 'purchase' AND l.frozen_at IS NULL AND l.forfeited_at IS NULL
$$;
