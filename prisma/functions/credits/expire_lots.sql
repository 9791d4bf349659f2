-- Zeroes the lots past their expiry, of at most `p_wallets` wallets, along the index of what is still to expire. Returns how many wallets, and how
-- many credits.
CREATE OR REPLACE FUNCTION expire_lots(p_wallets int) RETURNS TABLE (wallets int, credits int) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  v_wallet_id uuid;
  v_wallets int := 0;
  v_credits int := 0;
BEGIN
  -- Locked in the order of their ids, as everywhere.
  FOR v_wallet_id IN
    SELECT DISTINCT d.wallet_id FROM (
      SELECT l.wallet_id FROM lots l
      WHERE l.expires_at <= now() AND l.expires_at IS DISTINCT FROM l.expired_for AND l.frozen_at IS NULL
      ORDER BY l.expires_at LIMIT p_wallets) d ORDER BY 1
  LOOP
    PERFORM 1 FROM wallets w WHERE w.id = v_wallet_id FOR UPDATE;
    v_credits := v_credits + (SELECT coalesce(sum(expire_lot(l.id)), 0)::int FROM lots l
                              WHERE l.wallet_id = v_wallet_id AND l.balance > 0 AND l.expires_at <= now());
    UPDATE lots SET expired_for = expires_at WHERE wallet_id = v_wallet_id AND expires_at <= now()
      AND expires_at IS DISTINCT FROM expired_for AND frozen_at IS NULL;
    v_wallets := v_wallets + 1;
  END LOOP;
  RETURN QUERY SELECT v_wallets, v_credits;
END $$;
