-- Saves a subscription as it was read from Stripe at `readAt`: an earlier reading that arrives later changes nothing, and an ended subscription stays
-- ended. A wallet has at most one that goes on; another is refused: it is kept as ended, and the caller cancels and refunds it.
-- outcome: current, refused.
CREATE OR REPLACE FUNCTION save_subscription(r jsonb)
RETURNS TABLE (outcome text, subscription_id uuid, mail_id uuid) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  v_wallet_id uuid := (r->>'walletId')::uuid;
  v_status "SubscriptionStatus" := (r->>'status')::"SubscriptionStatus";
  v_read_at timestamptz := (r->>'readAt')::timestamptz;
  v_ended_at timestamptz := (r->>'endedAt')::timestamptz;
  v_plan text := r->>'plan';
  v_cancels boolean := (r->>'cancelAtPeriodEnd')::boolean;
  v_overdue timestamptz;
  v_change text;
  v_mail_id uuid;
  s subscriptions;
BEGIN
  PERFORM 1 FROM wallets WHERE id = v_wallet_id FOR UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'the wallet % of a subscription is gone', v_wallet_id; END IF;
  SELECT * INTO s FROM subscriptions WHERE stripe_id = r->>'stripeId';
  IF s.id IS NULL THEN
    IF v_ended_at IS NULL AND EXISTS (SELECT 1 FROM subscriptions o WHERE o.wallet_id = v_wallet_id AND o.ended_at IS NULL) THEN
      v_status := 'ended';
      v_ended_at := now();
      s.refused_at := now();
    END IF;
    INSERT INTO subscriptions (id, wallet_id, user_id, stripe_id, plan, status, current_period_start, current_period_end,
                               cancel_at_period_end, refused_at, ended_at, read_at)
      VALUES (gen_random_uuid(), v_wallet_id, (SELECT u.id FROM users u WHERE u.id = (r->>'userId')::uuid), r->>'stripeId', v_plan, 'active',
              (r->>'currentPeriodStart')::timestamptz, (r->>'currentPeriodEnd')::timestamptz, v_cancels, s.refused_at, v_ended_at,
              '-infinity')
      RETURNING * INTO s;
    s.ended_at := NULL; -- the state before, for the steps below
    s.status := CASE WHEN v_ended_at IS NULL THEN 'active'::"SubscriptionStatus" ELSE 'ended' END;
  END IF;
  IF s.ended_at IS NOT NULL OR s.read_at >= v_read_at THEN
    PERFORM mark_event(r->>'eventId');
    RETURN QUERY SELECT CASE WHEN s.refused_at IS NULL THEN 'current' ELSE 'refused' END, s.id, NULL::uuid; RETURN;
  END IF;

  IF v_status = 'past_due' THEN
    v_overdue := coalesce(s.past_due_since, (r->>'pastDueSince')::timestamptz, now());
  END IF;
  UPDATE subscriptions SET plan = v_plan, status = v_status, current_period_start = (r->>'currentPeriodStart')::timestamptz,
      current_period_end = (r->>'currentPeriodEnd')::timestamptz, cancel_at_period_end = v_cancels, past_due_since = v_overdue,
      grace_until = v_overdue + (r->>'graceDays')::int * interval '1 day', ended_at = v_ended_at, read_at = v_read_at
    WHERE id = s.id;
  -- Only the most important change is mailed.
  IF s.refused_at IS NULL THEN
    IF v_status = 'past_due' AND s.past_due_since IS NULL THEN
      v_mail_id := write_mail('payment-failed', jsonb_build_object('subscriptionId', s.id, 'payUrl', r->>'payUrl'));
    ELSE
      v_change := CASE
        WHEN v_status = 'ended' AND s.status <> 'ended' THEN 'ended'
        WHEN v_plan <> s.plan THEN 'switched'
        WHEN v_cancels AND NOT s.cancel_at_period_end THEN 'ends'
        WHEN s.cancel_at_period_end AND NOT v_cancels THEN 'goes_on' END;
      IF v_change IS NOT NULL THEN
        v_mail_id := write_mail('plan-changed', jsonb_build_object('subscriptionId', s.id, 'change', v_change, 'from', s.plan, 'plan', v_plan));
      END IF;
    END IF;
  END IF;
  PERFORM mark_event(r->>'eventId');
  RETURN QUERY SELECT CASE WHEN s.refused_at IS NULL THEN 'current' ELSE 'refused' END, s.id, v_mail_id;
END $$;
