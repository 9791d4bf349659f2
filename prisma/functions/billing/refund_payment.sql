-- Called by the previous version: this much of a payment has been refunded so far, and never less. See sync_refunds.
CREATE OR REPLACE FUNCTION refund_payment(p_event_id text, p_payment_intent_id text, p_refunded int)
RETURNS TABLE (outcome text, taken int, missing int, mail_id uuid) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE p payments := lock_payment(p_payment_intent_id);
BEGIN
  RETURN QUERY SELECT s.outcome, s.taken, s.missing, s.mail_id
    FROM sync_refunds(p_event_id, p_payment_intent_id, p_refunded + coalesce(p.refunds_failed, 0), 0) s;
END $$;
