-- Puts credits of a gift into a lot, or takes them out if negative. Its wallet is locked by the caller. Credits that return to a lot that was
-- forfeited meanwhile are void at once: two entries, and nothing to spend. If its payment was partly refunded meanwhile, that part is taken.
CREATE OR REPLACE FUNCTION move_gift(p_gift_id uuid, p_lot_id uuid, p_amount int, p_key text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE l lots;
BEGIN
  SELECT * INTO l FROM lots WHERE id = p_lot_id;
  INSERT INTO ledger_entries (lot_id, kind, amount, gift_id, idempotency_key) VALUES (l.id, 'gift', p_amount, p_gift_id, p_key);
  IF p_amount > 0 AND l.forfeited_at IS NOT NULL THEN
    INSERT INTO ledger_entries (lot_id, kind, amount, idempotency_key) VALUES (l.id, 'forfeit', -p_amount, 'forfeit:' || p_key);
    RETURN;
  END IF;
  UPDATE lots SET balance = balance + p_amount WHERE id = l.id;
  UPDATE wallets SET balance = balance + p_amount WHERE id = l.wallet_id;
  IF p_amount > 0 THEN PERFORM settle_refunds(l.id, p_key); END IF;
END $$;
