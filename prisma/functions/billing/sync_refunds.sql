-- `p_made` of a payment has been refunded so far, and `p_failed` of that has failed afterwards: both only grow, so a late reading changes nothing.
-- Takes back the same share of its credits, rounded up, less what earlier refunds took, and at most the rest of its lot; returns what it took for a
-- refund that failed. The same share of what it set off is owed again, or no longer. After a full refund, credits that return to the lot are void; if
-- that refund fails, they no longer are, and credits voided by then are restored. Credits that expired meanwhile are good for another week.
-- outcome: refunded, failed, unchanged, unknown. `missing` could not be taken because it was spent, or had expired.
CREATE OR REPLACE FUNCTION sync_refunds(p_event_id text, p_payment_intent_id text, p_made int, p_failed int)
RETURNS TABLE (outcome text, taken int, missing int, returned int, mail_id uuid) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  p payments := lock_payment(p_payment_intent_id);
  v_made int := greatest(p.amount_refunded + p.refunds_failed, p_made);
  v_failed int := greatest(p.refunds_failed, p_failed);
  v_net int := least(v_made - v_failed, p.amount);
  v_step int := v_net - p.amount_refunded;
  v_key text := p.id || ':' || v_made || ':' || v_failed;
  v_due int;
  v_void int;
  v_owed int;
  v_before int;
  v_taken int := 0;
  v_returned int := 0;
  v_mail_id uuid;
BEGIN
  IF p.id IS NULL THEN RETURN QUERY SELECT 'unknown', 0, 0, 0, NULL::uuid; RETURN; END IF;
  UPDATE payments SET refunds_failed = v_failed WHERE id = p.id AND refunds_failed <> v_failed;
  IF v_step = 0 THEN
    PERFORM mark_event(p_event_id);
    RETURN QUERY SELECT 'unchanged', 0, 0, 0, NULL::uuid; RETURN;
  END IF;
  v_owed := p.set_off::bigint * v_net / p.amount - p.set_off::bigint * p.amount_refunded / p.amount;
  p.amount_refunded := v_net;
  UPDATE payments SET amount_refunded = v_net,
      status = CASE WHEN status IN ('disputed', 'dispute_lost') THEN status ELSE payment_status(p) END
    WHERE id = p.id;
  v_due := refund_due(p);
  -- Credits that the bank reversed stay taken, and owed: that money is gone.
  IF p.status <> 'dispute_lost' THEN v_returned := owe_credits(p.wallet_id, v_owed, v_key); END IF;
  IF v_step > 0 THEN
    v_taken := take_from_lot(p.lot_id, v_due, 'refund', 'refund:' || v_key, v_step);
    IF v_net = p.amount THEN
      UPDATE lots SET forfeited_at = coalesce(forfeited_at, now()) WHERE id = p.lot_id;
    END IF;
  ELSIF p.lot_id IS NOT NULL AND p.status <> 'dispute_lost' THEN
    v_void := (SELECT coalesce(-sum(e.amount), 0) FROM ledger_entries e WHERE e.lot_id = p.lot_id AND e.kind = 'forfeit');
    PERFORM expire_lot(p.lot_id);
    UPDATE lots SET forfeited_at = NULL,
        expires_at = CASE WHEN expires_at <= now() AND frozen_at IS NULL THEN now() + interval '7 days' ELSE expires_at END
      WHERE id = p.lot_id RETURNING balance INTO v_before;
    PERFORM return_to_lot(p.lot_id, -v_due, 'refund', 'refund:' || v_key, v_step);
    PERFORM return_to_lot(p.lot_id, v_void, 'forfeit', 'forfeit:refund:' || v_key, NULL);
    v_returned := v_returned + (SELECT l.balance FROM lots l WHERE l.id = p.lot_id) - v_before;
  END IF;
  v_mail_id := CASE
    WHEN v_step > 0 THEN write_mail('refund', jsonb_build_object('paymentId', p.id, 'amount', v_step, 'taken', v_taken,
                                                                 'missing', greatest(v_due - v_taken, 0)))
    ELSE write_mail('refund-failed', jsonb_build_object('paymentId', p.id, 'amount', -v_step, 'returned', v_returned)) END;
  PERFORM mark_event(p_event_id);
  RETURN QUERY SELECT CASE WHEN v_step > 0 THEN 'refunded' ELSE 'failed' END, v_taken, greatest(v_due - v_taken, 0) * (v_step > 0)::int,
    v_returned, v_mail_id;
END $$;
