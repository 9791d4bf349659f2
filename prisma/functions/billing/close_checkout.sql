-- Closes a checkout that ended without a payment: it expired, or the bank refused afterwards.
CREATE OR REPLACE FUNCTION close_checkout(p_event_id text, p_checkout_id uuid, p_status "CheckoutStatus") RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  v_kind "PurchaseKind";
  v_mail_id uuid;
BEGIN
  UPDATE checkouts SET status = p_status, ended_at = now(), noted_at = now() WHERE id = p_checkout_id AND status = 'open'
    RETURNING kind INTO v_kind;
  -- For a plan, its subscription reports the failure.
  IF v_kind = 'pack' AND p_status = 'failed' THEN
    v_mail_id := write_mail('payment-failed', jsonb_build_object('checkoutId', p_checkout_id));
  END IF;
  PERFORM mark_event(p_event_id);
  RETURN v_mail_id;
END $$;
