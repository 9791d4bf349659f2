-- A checkout ended without a payment: expired, or the bank said no afterwards.
CREATE OR REPLACE FUNCTION close_checkout(p_event_id text, p_checkout_id uuid, p_status "CheckoutStatus") RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  v_kind "PurchaseKind";
  v_mail_id uuid;
BEGIN
  UPDATE checkouts SET status = p_status, ended_at = now(), reply_token = NULL WHERE id = p_checkout_id AND status = 'open'
    RETURNING kind INTO v_kind;
  -- Of a plan, its subscription tells.
  IF v_kind = 'pack' AND p_status = 'failed' THEN
    v_mail_id := write_mail('payment-failed', jsonb_build_object('checkoutId', p_checkout_id));
  END IF;
  PERFORM mark_event(p_event_id);
  RETURN v_mail_id;
END $$;
