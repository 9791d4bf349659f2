-- Zeroes the lots past their expiry, of at most `p_wallets` wallets. Returns how many wallets, and how many credits.
CREATE OR REPLACE FUNCTION expire_lots(p_wallets int) RETURNS TABLE (wallets int, credits int) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  v_wallet_id uuid;
  v_wallets int := 0;
  v_credits int := 0;
BEGIN
  -- Locked in the order of their ids, as everywhere.
  FOR v_wallet_id IN
    SELECT DISTINCT l.wallet_id FROM lots l
    WHERE l.balance > 0 AND l.frozen_at IS NULL AND l.expires_at <= now() ORDER BY 1 LIMIT p_wallets
  LOOP
    PERFORM 1 FROM wallets w WHERE w.id = v_wallet_id FOR UPDATE;
    v_credits := v_credits + (SELECT coalesce(sum(expire_lot(l.id)), 0)::int FROM lots l
                              WHERE l.wallet_id = v_wallet_id AND l.balance > 0 AND l.expires_at <= now());
    v_wallets := v_wallets + 1;
  END LOOP;
  RETURN QUERY SELECT v_wallets, v_credits;
END $$;
