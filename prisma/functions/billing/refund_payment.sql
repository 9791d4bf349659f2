-- So much of a payment was refunded by now: takes back the same share of its credits, rounded up, less what earlier refunds took, and
-- at most what is left of its lot. After a full refund whatever comes back to the lot is void.
-- outcome: refunded, unchanged, unknown. `missing` is what could not be taken because it was spent, or had expired.
CREATE OR REPLACE FUNCTION refund_payment(p_event_id text, p_payment_intent_id text, p_refunded int)
RETURNS TABLE (outcome text, taken int, missing int, mail_id uuid) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  p payments := lock_payment(p_payment_intent_id);
  v_due int;
  v_taken int;
  v_step int := p_refunded - p.amount_refunded;
  v_mail_id uuid;
BEGIN
  IF p.id IS NULL THEN RETURN QUERY SELECT 'unknown', 0, 0, NULL::uuid; RETURN; END IF;
  IF v_step <= 0 THEN
    PERFORM mark_event(p_event_id);
    RETURN QUERY SELECT 'unchanged', 0, 0, NULL::uuid; RETURN;
  END IF;
  v_due := (p.credits::bigint * p_refunded + p.amount - 1) / p.amount
    - (SELECT coalesce(-sum(e.amount), 0) FROM ledger_entries e WHERE e.lot_id = p.lot_id AND e.kind = 'refund');
  v_taken := take_from_lot(p.lot_id, v_due, 'refund', 'refund:' || p.id || ':' || p_refunded, v_step);
  IF p_refunded = p.amount THEN
    UPDATE lots SET forfeited_at = coalesce(forfeited_at, now()) WHERE id = p.lot_id;
  END IF;
  p.amount_refunded := p_refunded;
  UPDATE payments SET amount_refunded = p_refunded,
      status = CASE WHEN status IN ('disputed', 'dispute_lost') THEN status ELSE payment_status(p) END
    WHERE id = p.id;
  v_mail_id := write_mail('refund', jsonb_build_object('paymentId', p.id, 'amount', v_step, 'taken', v_taken,
                                                       'missing', v_due - v_taken));
  PERFORM mark_event(p_event_id);
  RETURN QUERY SELECT 'refunded', v_taken, v_due - v_taken, v_mail_id;
END $$;
