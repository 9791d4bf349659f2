-- Returns a payment with its wallet locked; nothing if it is not one of ours. Found first, then locked: in one step, a payment that was just being
-- received could not be locked, yet was found a moment later, so that its credits were taken back unlocked.
CREATE OR REPLACE FUNCTION lock_payment(p_payment_intent_id text) RETURNS payments LANGUAGE plpgsql AS $$
DECLARE p payments;
BEGIN
  SELECT * INTO p FROM payments WHERE payment_intent_id = p_payment_intent_id;
  IF FOUND THEN
    PERFORM 1 FROM wallets WHERE id = p.wallet_id FOR UPDATE;
    -- Read again: it may have changed meanwhile.
    SELECT * INTO p FROM payments WHERE id = p.id;
  END IF;
  RETURN p;
END $$;
