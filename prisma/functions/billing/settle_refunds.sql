-- Takes from a lot what the refunds of its payment are still due: credits that were away when the money was refunded, and have returned since. Its
-- wallet is locked by the caller. Returns how many.
CREATE OR REPLACE FUNCTION settle_refunds(p_lot_id uuid, p_key text) RETURNS int LANGUAGE plpgsql AS $$
DECLARE p payments;
BEGIN
  SELECT * INTO p FROM payments WHERE lot_id = p_lot_id AND amount_refunded > 0;
  IF NOT FOUND THEN RETURN 0; END IF;
  RETURN take_from_lot(p_lot_id, refund_due(p), 'refund', 'refund:late:' || p_key);
END $$;
