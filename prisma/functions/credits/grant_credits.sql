-- Adds a lot and its grant entry; nothing if the key was used before. Returns whether it granted.
CREATE OR REPLACE FUNCTION grant_credits(p_wallet_id uuid, p_origin "LotOrigin", p_amount int, p_key text, p_expires_at timestamptz)
RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE v_lot_id uuid := gen_random_uuid();
BEGIN
  PERFORM 1 FROM wallets WHERE id = p_wallet_id FOR UPDATE;
  INSERT INTO lots (id, wallet_id, origin, balance, expires_at, grant_key)
    VALUES (v_lot_id, p_wallet_id, p_origin, p_amount, p_expires_at, p_key) ON CONFLICT (grant_key) DO NOTHING;
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO ledger_entries (lot_id, kind, amount, idempotency_key)
    VALUES (v_lot_id, 'grant', p_amount, 'grant:' || p_key);
  UPDATE wallets SET balance = balance + p_amount WHERE id = p_wallet_id;
  RETURN true;
END $$;
