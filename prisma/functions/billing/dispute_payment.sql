-- The payer's bank disputes a payment. Open: its lot is frozen. Won: the lot is unfrozen, once no other dispute of the payment is open, and expires
-- later by the time it was frozen. Lost: the rest is taken back, credits that return later are void, and what the payment had set off is owed again.
-- Lost is final, whatever else is decided or read late.
-- outcome: opened, won, lost, unchanged, unknown.
CREATE OR REPLACE FUNCTION dispute_payment(p_event_id text, p_payment_intent_id text, p_dispute_id text, p_status text)
RETURNS TABLE (outcome text, taken int, missing int, mail_id uuid) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  p payments := lock_payment(p_payment_intent_id);
  v_money int := p.amount - p.amount_refunded;
  v_known "DisputeStatus" := (SELECT d.status FROM disputes d WHERE d.id = p_dispute_id);
  v_closed timestamptz := CASE WHEN p_status <> 'open' THEN now() END;
  v_others boolean := EXISTS (SELECT 1 FROM disputes d WHERE d.payment_id = p.id AND d.id <> p_dispute_id AND d.status = 'open');
  v_frozen int := 0;
  v_taken int := 0;
  v_missing int := 0;
  v_mail_id uuid;
BEGIN
  IF p.id IS NULL THEN RETURN QUERY SELECT 'unknown', 0, 0, NULL::uuid; RETURN; END IF;
  IF v_known = p_status::"DisputeStatus" OR v_known = 'lost' OR (v_known = 'won' AND p_status = 'open') OR p.status = 'dispute_lost' THEN
    PERFORM mark_event(p_event_id);
    RETURN QUERY SELECT 'unchanged', 0, 0, NULL::uuid; RETURN;
  END IF;
  INSERT INTO disputes (id, payment_id, status, closed_at) VALUES (p_dispute_id, p.id, p_status::"DisputeStatus", v_closed)
    ON CONFLICT (id) DO UPDATE SET status = EXCLUDED.status, closed_at = EXCLUDED.closed_at;
  UPDATE payments SET dispute_id = p_dispute_id, dispute_closed_at = v_closed,
      status = CASE WHEN p_status = 'lost' THEN 'dispute_lost' WHEN p_status = 'open' OR v_others THEN 'disputed' ELSE payment_status(p) END
    WHERE id = p.id;
  CASE p_status
    WHEN 'open' THEN
      UPDATE lots SET frozen_at = coalesce(frozen_at, now()) WHERE id = p.lot_id RETURNING balance INTO v_frozen;
    WHEN 'won' THEN
      IF NOT v_others THEN
        UPDATE lots SET expires_at = expires_at + (now() - frozen_at), frozen_at = NULL
          WHERE id = p.lot_id AND frozen_at IS NOT NULL RETURNING balance INTO v_frozen;
      END IF;
    WHEN 'lost' THEN
      v_missing := p.credits
        - (SELECT coalesce(-sum(e.amount), 0) FROM ledger_entries e WHERE e.lot_id = p.lot_id AND e.kind = 'refund');
      v_taken := take_from_lot(p.lot_id, v_missing, 'dispute', 'dispute:' || p_dispute_id, v_money);
      v_missing := v_missing - v_taken;
      UPDATE lots SET frozen_at = NULL, forfeited_at = coalesce(forfeited_at, now()) WHERE id = p.lot_id;
      IF p.set_off > 0 THEN
        PERFORM owe_credits(p.wallet_id, (p.set_off - p.set_off::bigint * p.amount_refunded / p.amount)::int, 'dispute:' || p_dispute_id);
      END IF;
  END CASE;
  -- While another is open nothing is unfrozen, and there is nothing to report.
  IF p_status <> 'won' OR NOT v_others THEN
    v_mail_id := write_mail('dispute', jsonb_build_object('paymentId', p.id, 'status', p_status, 'amount', v_money,
      'frozen', coalesce(v_frozen, 0), 'taken', v_taken, 'missing', v_missing));
  END IF;
  PERFORM mark_event(p_event_id);
  RETURN QUERY SELECT CASE p_status WHEN 'open' THEN 'opened' ELSE p_status END, v_taken, v_missing, v_mail_id;
END $$;
