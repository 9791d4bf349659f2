-- Records received money: the payment and its lot, once per payment intent and once per invoice, whatever comes twice or late. Bought credits never
-- expire; a plan's expire a month after the period that was paid for. `credits` may be negative if a change of plans gave back more than it charged:
-- then later months bring that much less, and record how much (`set_off`). A second plan of a wallet brings none.
-- Money of somebody who is about to be erased, or is, and for a wallet that is nobody's any more, is refused: it brings nothing, and the caller pays it back,
-- as that of a second plan. Its event is not marked here, so that a crash before that does not keep the money.
-- outcome: received, repeated (then missing details are filled in).
CREATE OR REPLACE FUNCTION receive_payment(r jsonb)
RETURNS TABLE (outcome text, payment_id uuid, credits int, mail_id uuid) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  v_id uuid := gen_random_uuid();
  v_wallet_id uuid := (r->>'walletId')::uuid;
  v_kind "PurchaseKind" := (r->>'kind')::"PurchaseKind";
  v_key text := CASE v_kind WHEN 'pack' THEN 'payment:' || (r->>'paymentIntentId') ELSE 'invoice:' || (r->>'invoiceId') END;
  v_net int := (r->>'credits')::int;
  v_owed int;
  v_set_off int := 0;
  v_mail_id uuid;
  v_refused_at timestamptz(3);
  s subscriptions;
BEGIN
  SELECT w.credits_owed INTO v_owed FROM wallets w WHERE w.id = v_wallet_id FOR UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'the wallet % of a payment is gone', v_wallet_id; END IF;
  SELECT * INTO s FROM subscriptions WHERE stripe_id = r->>'subscription';
  IF (r->>'amount')::int > 0 AND r->>'paymentIntentId' IS NOT NULL AND (is_leaving(NULL, (r->>'userId')::uuid)
      OR NOT (EXISTS (SELECT 1 FROM users u WHERE u.wallet_id = v_wallet_id)
              OR EXISTS (SELECT 1 FROM workspaces w WHERE w.wallet_id = v_wallet_id))) THEN
    v_refused_at := now();
    v_net := 0;
  ELSIF v_kind = 'plan' AND s.refused_at IS NULL THEN
    v_set_off := greatest(least(v_owed, v_net), 0);
    v_net := v_net - v_owed;
  ELSIF s.refused_at IS NOT NULL THEN
    v_net := 0;
  END IF;

  INSERT INTO payments (id, wallet_id, user_id, kind, item, payment_intent_id, invoice_id, checkout_id, subscription_id, amount,
                        currency, credits, set_off, refused_at, receipt_url, period_start, period_end, paid_at)
    VALUES (v_id, v_wallet_id, (SELECT u.id FROM users u WHERE u.id = (r->>'userId')::uuid), v_kind, r->>'item', r->>'paymentIntentId', r->>'invoiceId',
            (SELECT c.id FROM checkouts c WHERE c.id = (r->>'checkoutId')::uuid), s.id, (r->>'amount')::int, r->>'currency', greatest(v_net, 0),
            v_set_off, v_refused_at, r->>'receiptUrl', (r->>'periodStart')::timestamptz, (r->>'periodEnd')::timestamptz, (r->>'paidAt')::timestamptz)
    ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    UPDATE payments p SET invoice_id = coalesce(p.invoice_id, r->>'invoiceId'),
        receipt_url = CASE WHEN p.invoice_id IS NULL THEN coalesce(r->>'receiptUrl', p.receipt_url) ELSE p.receipt_url END
      WHERE p.payment_intent_id = r->>'paymentIntentId' OR p.invoice_id = r->>'invoiceId' RETURNING p.id, p.credits, p.refused_at INTO v_id, v_net, v_refused_at;
    IF v_refused_at IS NULL AND s.refused_at IS NULL THEN PERFORM mark_event(r->>'eventId'); END IF;
    RETURN QUERY SELECT 'repeated', v_id, v_net, NULL::uuid; RETURN;
  END IF;

  IF v_kind = 'plan' AND s.refused_at IS NULL AND v_refused_at IS NULL THEN
    UPDATE wallets SET credits_owed = greatest(-v_net, 0) WHERE id = v_wallet_id;
  END IF;
  IF v_net > 0 THEN
    PERFORM grant_credits(v_wallet_id, CASE v_kind WHEN 'pack' THEN 'purchase'::"LotOrigin" ELSE 'plan' END, v_net, v_key,
                          CASE v_kind WHEN 'plan' THEN (r->>'periodEnd')::timestamptz + interval '1 month' END);
    UPDATE payments SET lot_id = (SELECT id FROM lots WHERE grant_key = v_key) WHERE id = v_id;
  END IF;
  UPDATE checkouts SET status = CASE WHEN s.refused_at IS NULL AND v_refused_at IS NULL THEN 'paid'::"CheckoutStatus" ELSE 'failed' END, ended_at = now()
    WHERE id = (r->>'checkoutId')::uuid AND status <> 'paid';
  -- For a second plan, and for what is refused, the payer is notified with the refund.
  IF s.refused_at IS NULL AND v_refused_at IS NULL AND ((r->>'amount')::int > 0 OR v_net > 0) THEN
    v_mail_id := write_mail('receipt', jsonb_build_object('paymentId', v_id));
  END IF;
  IF v_refused_at IS NULL AND s.refused_at IS NULL THEN PERFORM mark_event(r->>'eventId'); END IF;
  RETURN QUERY SELECT 'received', v_id, greatest(v_net, 0), v_mail_id;
END $$;
