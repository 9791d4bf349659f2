-- The payer's bank disputes a payment. Open: its lot is frozen. Won: thawed, and its expiry moves by the time it was frozen. Lost: what
-- is left is taken back, and what comes back later is void. A decision is final, whatever is read late.
-- outcome: opened, won, lost, unchanged, unknown.
CREATE OR REPLACE FUNCTION dispute_payment(p_event_id text, p_payment_intent_id text, p_dispute_id text, p_status text)
RETURNS TABLE (outcome text, taken int, missing int, mail_id uuid) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  p payments := lock_payment(p_payment_intent_id);
  v_money int := p.amount - p.amount_refunded;
  v_frozen int := 0;
  v_taken int := 0;
  v_missing int := 0;
  v_mail_id uuid;
BEGIN
  IF p.id IS NULL THEN RETURN QUERY SELECT 'unknown', 0, 0, NULL::uuid; RETURN; END IF;
  IF p.status = 'dispute_lost' OR (p.dispute_id = p_dispute_id AND (p_status = 'open' OR p.dispute_closed_at IS NOT NULL)) THEN
    PERFORM mark_event(p_event_id);
    RETURN QUERY SELECT 'unchanged', 0, 0, NULL::uuid; RETURN;
  END IF;
  CASE p_status
    WHEN 'open' THEN
      UPDATE payments SET status = 'disputed', dispute_id = p_dispute_id, dispute_closed_at = NULL WHERE id = p.id;
      UPDATE lots SET frozen_at = coalesce(frozen_at, now()) WHERE id = p.lot_id RETURNING balance INTO v_frozen;
    WHEN 'won' THEN
      UPDATE payments SET status = payment_status(p), dispute_id = p_dispute_id, dispute_closed_at = now() WHERE id = p.id;
      UPDATE lots SET expires_at = expires_at + (now() - frozen_at), frozen_at = NULL
        WHERE id = p.lot_id AND frozen_at IS NOT NULL RETURNING balance INTO v_frozen;
    WHEN 'lost' THEN
      UPDATE payments SET status = 'dispute_lost', dispute_id = p_dispute_id, dispute_closed_at = now() WHERE id = p.id;
      v_missing := p.credits
        - (SELECT coalesce(-sum(e.amount), 0) FROM ledger_entries e WHERE e.lot_id = p.lot_id AND e.kind = 'refund');
      v_taken := take_from_lot(p.lot_id, v_missing, 'dispute', 'dispute:' || p_dispute_id, v_money);
      v_missing := v_missing - v_taken;
      UPDATE lots SET frozen_at = NULL, forfeited_at = coalesce(forfeited_at, now()) WHERE id = p.lot_id;
  END CASE;
  v_mail_id := write_mail('dispute', jsonb_build_object('paymentId', p.id, 'status', p_status, 'amount', v_money,
    'frozen', coalesce(v_frozen, 0), 'taken', v_taken, 'missing', v_missing));
  PERFORM mark_event(p_event_id);
  RETURN QUERY SELECT CASE p_status WHEN 'open' THEN 'opened' ELSE p_status END, v_taken, v_missing, v_mail_id;
END $$;
