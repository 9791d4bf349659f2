-- How much of a price to take from which lots of a wallet, in this order: soonest to expire first; with `p_paid_first`, paid lots before all others.
-- Its wallet is locked by the caller.
CREATE OR REPLACE FUNCTION lots_to_take(p_wallet_id uuid, p_price int, p_paid_first boolean)
RETURNS TABLE (lot_id uuid, take int, unpaid boolean, nth bigint) LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
    WITH spendable AS (
      SELECT l.id, l.balance, is_unpaid(l) AS unpaid, row_number() OVER (
          ORDER BY p_paid_first AND is_unpaid(l), l.expires_at NULLS LAST, l.created_at, l.id) AS nth
      FROM lots l WHERE l.wallet_id = p_wallet_id AND l.balance > 0 AND l.frozen_at IS NULL
        AND (l.expires_at IS NULL OR l.expires_at > now())),
    summed AS (SELECT s.*, (sum(s.balance) OVER (ORDER BY s.nth))::int - s.balance AS before FROM spendable s)
    SELECT s.id, least(s.balance, p_price - s.before), s.unpaid, s.nth FROM summed s WHERE s.before < p_price ORDER BY s.nth;
END $$;
