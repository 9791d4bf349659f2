-- Makes the rest of a lot void. Its wallet is locked by the caller. Returns how much that was.
CREATE OR REPLACE FUNCTION forfeit_lot(p_lot_id uuid) RETURNS int LANGUAGE plpgsql AS $$
DECLARE v_balance int;
BEGIN
  UPDATE lots SET forfeited_at = now() WHERE id = p_lot_id AND forfeited_at IS NULL RETURNING balance INTO v_balance;
  RETURN take_from_lot(p_lot_id, v_balance, 'forfeit', 'forfeit:' || p_lot_id);
END $$;
