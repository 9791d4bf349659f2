-- Takes at most `p_amount` credits from a lot, for the reason `p_kind`. Its wallet is locked by the caller. Returns how many.
CREATE OR REPLACE FUNCTION take_from_lot(p_lot_id uuid, p_amount int, p_kind "LedgerKind", p_key text, p_money int DEFAULT NULL)
RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  l lots;
  v_take int;
BEGIN
  SELECT * INTO l FROM lots WHERE id = p_lot_id;
  IF NOT FOUND OR coalesce(p_amount, 0) <= 0 OR l.balance = 0 THEN RETURN 0; END IF;
  v_take := least(l.balance, p_amount);
  UPDATE lots SET balance = balance - v_take WHERE id = l.id;
  UPDATE wallets SET balance = balance - v_take WHERE id = l.wallet_id;
  INSERT INTO ledger_entries (lot_id, kind, amount, money, idempotency_key) VALUES (l.id, p_kind, -v_take, p_money, p_key);
  RETURN v_take;
END $$;
