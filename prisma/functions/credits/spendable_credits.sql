-- What a wallet can spend now: neither frozen credits nor those that expired a moment ago.
CREATE OR REPLACE FUNCTION spendable_credits(p_wallet_id uuid) RETURNS int LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(l.balance), 0)::int FROM lots l
  WHERE l.wallet_id = p_wallet_id AND l.balance > 0 AND l.frozen_at IS NULL AND (l.expires_at IS NULL OR l.expires_at > now())
$$;
