-- A payment and its wallet, locked; nothing where it is not one of ours. Found first and locked then: in one step, a payment that
-- was just being received was not there to be locked, and yet was found a moment later, so that its credits were taken back unlocked.
CREATE OR REPLACE FUNCTION lock_payment(p_payment_intent_id text) RETURNS payments LANGUAGE plpgsql AS $$
DECLARE p payments;
BEGIN
  SELECT * INTO p FROM payments WHERE payment_intent_id = p_payment_intent_id;
  IF FOUND THEN
    PERFORM 1 FROM wallets WHERE id = p.wallet_id FOR UPDATE;
    -- What it is by now.
    SELECT * INTO p FROM payments WHERE id = p.id;
  END IF;
  RETURN p;
END $$;
