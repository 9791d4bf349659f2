-- Puts credits back into the lot that they were taken from, for the reason `p_kind`; what refunds of its payment are still due is taken from it at
-- once. Its wallet is locked by the caller.
CREATE OR REPLACE FUNCTION return_to_lot(p_lot_id uuid, p_amount int, p_kind "LedgerKind", p_key text, p_money int)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE v_wallet_id uuid;
BEGIN
  IF coalesce(p_amount, 0) <= 0 THEN RETURN; END IF;
  UPDATE lots SET balance = balance + p_amount WHERE id = p_lot_id RETURNING wallet_id INTO v_wallet_id;
  UPDATE wallets SET balance = balance + p_amount WHERE id = v_wallet_id;
  INSERT INTO ledger_entries (lot_id, kind, amount, money, idempotency_key) VALUES (p_lot_id, p_kind, p_amount, p_money, p_key);
  PERFORM settle_refunds(p_lot_id, p_key);
END $$;
