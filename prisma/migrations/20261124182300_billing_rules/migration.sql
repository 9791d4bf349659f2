-- How money becomes credits and credits go back: one transaction each, the wallet locked first, and safe to run again in any order.
-- What Stripe says is read by the app beforehand (core/billing); an event is marked handled in the transaction that it caused.

ALTER TABLE payments ADD CONSTRAINT payments_amounts CHECK (amount >= 0 AND amount_refunded BETWEEN 0 AND amount AND credits >= 0);
ALTER TABLE payments ADD CONSTRAINT payments_of_something CHECK (payment_intent_id IS NOT NULL OR invoice_id IS NOT NULL);
ALTER TABLE mails ADD CONSTRAINT mails_sealed_or_about CHECK ((sealed IS NULL) <> (about IS NULL));
ALTER TABLE billing_cursor ADD CONSTRAINT billing_cursor_one_row CHECK (id = 1);

CREATE UNIQUE INDEX subscriptions_one_goes_on ON subscriptions (wallet_id) WHERE ended_at IS NULL;
CREATE INDEX lots_with_credits ON lots (wallet_id) WHERE balance > 0;
-- What expire_lots, sweep and the reconciler look for, and only that.
CREATE INDEX lots_to_expire ON lots (expires_at) WHERE balance > 0 AND expires_at IS NOT NULL AND frozen_at IS NULL;
CREATE INDEX checkouts_to_note ON checkouts (ended_at) WHERE reply_token IS NOT NULL;
CREATE INDEX stripe_events_unhandled ON stripe_events (received_at) WHERE handled_at IS NULL;

-- The plan a wallet is on, as a key of core/billing/plans.ts. One that is past due holds until its grace is over.
CREATE FUNCTION wallet_plan(p_wallet_id uuid) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT s.plan FROM subscriptions s WHERE s.wallet_id = p_wallet_id AND s.ended_at IS NULL
                     AND (s.status = 'active' OR (s.status = 'past_due' AND s.grace_until > now()))), 'free')
$$;

-- What a wallet can spend now: not what is frozen, nor what expired a moment ago.
CREATE FUNCTION spendable_credits(p_wallet_id uuid) RETURNS int LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(l.balance), 0)::int FROM lots l
  WHERE l.wallet_id = p_wallet_id AND l.balance > 0 AND l.frozen_at IS NULL AND (l.expires_at IS NULL OR l.expires_at > now())
$$;

-- Takes up to so many credits out of a lot, for the reason `p_kind`. Its wallet is locked by the caller. Returns how many.
CREATE FUNCTION take_from_lot(p_lot_id uuid, p_amount int, p_kind "LedgerKind", p_key text, p_money int DEFAULT NULL)
RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  l lots;
  v_take int;
BEGIN
  SELECT * INTO l FROM lots WHERE id = p_lot_id;
  IF NOT FOUND OR coalesce(p_amount, 0) <= 0 OR l.balance = 0 THEN RETURN 0; END IF;
  v_take := least(l.balance, p_amount);
  UPDATE lots SET balance = balance - v_take WHERE id = l.id;
  UPDATE wallets SET balance = balance - v_take WHERE id = l.wallet_id;
  INSERT INTO ledger_entries (lot_id, kind, amount, money, idempotency_key) VALUES (l.id, p_kind, -v_take, p_money, p_key);
  RETURN v_take;
END $$;

CREATE OR REPLACE FUNCTION forfeit_lot(p_lot_id uuid) RETURNS int LANGUAGE plpgsql AS $$
DECLARE v_balance int;
BEGIN
  UPDATE lots SET forfeited_at = now() WHERE id = p_lot_id AND forfeited_at IS NULL RETURNING balance INTO v_balance;
  RETURN take_from_lot(p_lot_id, v_balance, 'forfeit', 'forfeit:' || p_lot_id);
END $$;

-- Zeroes what is left of a lot past its expiry; not while it is frozen. Its wallet is locked by the caller. Returns how much.
CREATE FUNCTION expire_lot(p_lot_id uuid) RETURNS int LANGUAGE plpgsql AS $$
DECLARE l lots;
BEGIN
  SELECT * INTO l FROM lots WHERE id = p_lot_id AND frozen_at IS NULL AND expires_at <= now();
  -- A lot may expire more than once: see release_credits. Each time it had another expiry.
  RETURN take_from_lot(l.id, l.balance, 'expire', 'expire:' || l.id || ':' || (extract(epoch FROM l.expires_at) * 1000)::bigint);
END $$;

-- Zeroes the lots past their expiry, of up to so many wallets. Returns how many wallets, and how many credits.
CREATE FUNCTION expire_lots(p_wallets int) RETURNS TABLE (wallets int, credits int) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  v_wallet_id uuid;
  v_wallets int := 0;
  v_credits int := 0;
BEGIN
  -- In the order of their ids, as everybody locks more than one.
  FOR v_wallet_id IN
    SELECT DISTINCT l.wallet_id FROM lots l
    WHERE l.balance > 0 AND l.frozen_at IS NULL AND l.expires_at <= now() ORDER BY 1 LIMIT p_wallets
  LOOP
    PERFORM 1 FROM wallets w WHERE w.id = v_wallet_id FOR UPDATE;
    v_credits := v_credits + (SELECT coalesce(sum(expire_lot(l.id)), 0)::int FROM lots l
                              WHERE l.wallet_id = v_wallet_id AND l.balance > 0 AND l.expires_at <= now());
    v_wallets := v_wallets + 1;
  END LOOP;
  RETURN QUERY SELECT v_wallets, v_credits;
END $$;

-- Gives held credits back to the lots they came from, last taken first, wherever those lots are now. The key makes giving back
-- twice impossible. What comes back to a forfeited lot is void at once: two entries, and nothing to spend. What comes back to one
-- that expired meanwhile is good for another week, so that a failed image costs nobody; what else was left in it is not.
CREATE OR REPLACE FUNCTION release_credits(p_generation_id uuid, p_amount int, p_key text)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_left int := p_amount;
  v_give int;
  v_lot record;
BEGIN
  IF p_amount <= 0 THEN RETURN; END IF;
  FOR v_lot IN SELECT l.wallet_id, e.lot_id, l.forfeited_at, l.expires_at <= now() AS is_over, -sum(e.amount)::int AS held
               FROM ledger_entries e JOIN lots l ON l.id = e.lot_id
               WHERE e.generation_id = p_generation_id GROUP BY l.wallet_id, e.lot_id, l.forfeited_at, l.expires_at
               HAVING sum(e.amount) < 0 ORDER BY min(e.id) DESC LOOP
    v_give := least(v_lot.held, v_left);
    IF v_lot.is_over AND v_lot.forfeited_at IS NULL THEN
      PERFORM expire_lot(v_lot.lot_id);
      UPDATE lots SET expires_at = now() + interval '7 days' WHERE id = v_lot.lot_id;
    END IF;
    INSERT INTO ledger_entries (lot_id, kind, amount, generation_id, idempotency_key)
      VALUES (v_lot.lot_id, 'release', v_give, p_generation_id, 'release:' || p_key || ':' || v_lot.lot_id);
    IF v_lot.forfeited_at IS NULL THEN
      UPDATE lots SET balance = balance + v_give WHERE id = v_lot.lot_id;
      UPDATE wallets SET balance = balance + v_give WHERE id = v_lot.wallet_id;
    ELSE
      INSERT INTO ledger_entries (lot_id, kind, amount, idempotency_key)
        VALUES (v_lot.lot_id, 'forfeit', -v_give, 'forfeit:' || p_key || ':' || v_lot.lot_id);
    END IF;
    v_left := v_left - v_give;
    EXIT WHEN v_left = 0;
  END LOOP;
  IF v_left > 0 THEN RAISE EXCEPTION 'generation % holds less than the % credits to release', p_generation_id, p_amount; END IF;
END $$;

-- The Free plan's credits of this calendar month (UTC), for an account with a linked identity: once an account, once an identity,
-- and not beside a plan that is paid for. Without an identity, any of the account's that has not had its month. Good until a month
-- after the month. Returns whether it granted.
CREATE FUNCTION grant_free_month(p_user_id uuid, p_identity_id uuid, p_credits int) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  v_month date := date_trunc('month', now() AT TIME ZONE 'UTC');
  v_key text := 'free:' || to_char(v_month, 'YYYY-MM') || ':' || p_user_id;
  v_identity_id uuid;
  v_wallet_id uuid;
BEGIN
  -- The identity before the wallet, as a request does.
  SELECT i.id, u.wallet_id INTO v_identity_id, v_wallet_id FROM users u JOIN identities i ON i.user_id = u.id
    WHERE u.id = p_user_id AND u.blocked_at IS NULL AND i.id = coalesce(p_identity_id, i.id)
      AND NOT EXISTS (SELECT 1 FROM free_months m WHERE m.month = v_month AND (m.identity_id = i.id OR m.user_id = u.id))
    ORDER BY i.linked_at, i.id LIMIT 1 FOR SHARE OF i;
  IF NOT FOUND THEN RETURN false; END IF;
  PERFORM 1 FROM wallets WHERE id = v_wallet_id FOR UPDATE;
  IF wallet_plan(v_wallet_id) <> 'free' THEN RETURN false; END IF;
  INSERT INTO free_months (month, identity_id, user_id) VALUES (v_month, v_identity_id, p_user_id) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN RETURN false; END IF;
  PERFORM grant_credits(v_wallet_id, 'plan', p_credits, v_key, (v_month + interval '2 months') AT TIME ZONE 'UTC');
  UPDATE free_months SET lot_id = (SELECT id FROM lots WHERE grant_key = v_key)
    WHERE month = v_month AND identity_id = v_identity_id;
  RETURN true;
END $$;

-- Who is this? Makes a guest with a wallet and trial credits the first time, and only then; gives who is linked the Free plan's
-- credits of the month. `balance` is what can be spent.
DROP FUNCTION identify("Platform", text, text, int);
CREATE FUNCTION identify(p_platform "Platform", p_team_id text, p_external_id text, p_trial int, p_free_month int)
RETURNS TABLE (identity_id uuid, wallet_id uuid, user_id uuid, blocked boolean, balance int, plan text) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  v_identity_id uuid;
  v_wallet_id uuid;
  v_user_id uuid;
BEGIN
  SELECT i.id, i.wallet_id, i.user_id INTO v_identity_id, v_wallet_id, v_user_id FROM identities i
    WHERE i.platform = p_platform AND i.team_id = p_team_id AND i.external_id = p_external_id;
  IF NOT FOUND THEN
    v_identity_id := gen_random_uuid();
    v_wallet_id := gen_random_uuid();
    INSERT INTO wallets (id) VALUES (v_wallet_id);
    INSERT INTO identities (id, platform, team_id, external_id, wallet_id)
      VALUES (v_identity_id, p_platform, p_team_id, p_external_id, v_wallet_id)
      ON CONFLICT (platform, team_id, external_id) DO NOTHING;
    IF FOUND THEN
      PERFORM grant_credits(v_wallet_id, 'trial', p_trial, 'trial:' || v_identity_id, NULL);
    ELSE -- the same person asked twice at once, and the other request was first
      DELETE FROM wallets WHERE id = v_wallet_id;
    END IF;
  ELSIF v_user_id IS NOT NULL AND wallet_plan(v_wallet_id) = 'free'
    -- Nearly always they have it, and then nothing is locked.
    AND NOT EXISTS (SELECT 1 FROM free_months m WHERE m.month = date_trunc('month', now() AT TIME ZONE 'UTC')
                      AND (m.user_id = v_user_id OR m.identity_id = v_identity_id)) THEN
    PERFORM grant_free_month(v_user_id, v_identity_id, p_free_month);
  END IF;
  RETURN QUERY SELECT i.id, i.wallet_id, i.user_id, u.blocked_at IS NOT NULL, spendable_credits(i.wallet_id), wallet_plan(i.wallet_id)
    FROM identities i LEFT JOIN users u ON u.id = i.user_id
    WHERE i.platform = p_platform AND i.team_id = p_team_id AND i.external_id = p_external_id;
END $$;

-- Holds the price and records the request with its predictions and its delivery, or says why not. `limits` has, for each plan, how
-- much may be open and where its requests wait: the plan is that of the wallet that pays, at this moment.
-- outcome: accepted, repeated, too_many_open, too_few_credits. `balance` is what can be spent. `ahead` counts waiting requests that
-- go first, up to 1,000; `open` what the wallet had waiting and running before; `priority` is where it waits, lower first.
DROP FUNCTION request_generation(jsonb);
CREATE FUNCTION request_generation(r jsonb)
RETURNS TABLE (outcome text, balance int, ahead int, open int, priority int) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  v_id uuid := (r->>'id')::uuid;
  v_wallet_id uuid;
  v_user_id uuid;
  v_price int := (r->>'unitPrice')::int * (r->>'count')::int;
  v_limits jsonb;
  v_balance int;
  v_open int;
  v_priority int;
  v_left int := v_price;
  v_take int;
  v_lot record;
BEGIN
  -- Held until the end, so that linking waits for us or we see what it did.
  SELECT i.wallet_id, i.user_id INTO STRICT v_wallet_id, v_user_id FROM identities i
    WHERE i.id = (r->>'identityId')::uuid FOR SHARE;
  PERFORM 1 FROM wallets w WHERE w.id = v_wallet_id FOR UPDATE;
  v_limits := r->'limits'->wallet_plan(v_wallet_id);
  v_balance := spendable_credits(v_wallet_id);
  IF EXISTS (SELECT 1 FROM generations WHERE request_key = r->>'requestKey') THEN
    RETURN QUERY SELECT 'repeated', v_balance, 0, 0, 0; RETURN;
  END IF;
  SELECT count(*) INTO v_open FROM generations WHERE wallet_id = v_wallet_id AND status IN ('queued', 'running');
  IF v_open >= (v_limits->>'open')::int THEN
    RETURN QUERY SELECT 'too_many_open', v_balance, 0, v_open, 0; RETURN;
  END IF;
  IF v_price > v_balance THEN
    RETURN QUERY SELECT 'too_few_credits', v_balance, 0, v_open, 0; RETURN;
  END IF;
  v_priority := (v_limits->>'priority')::int + v_open + 1;

  INSERT INTO generations (id, wallet_id, identity_id, user_id, project_id, request_key, model, prompt, size, count, seed,
                           input_image_key, unit_price, priority)
    VALUES (v_id, v_wallet_id, (r->>'identityId')::uuid, v_user_id, (r->>'projectId')::uuid, r->>'requestKey', r->>'model',
            r->>'prompt', r->>'size', (r->>'count')::int, (r->>'seed')::int, r->>'inputImageKey', (r->>'unitPrice')::int, v_priority);

  FOR v_lot IN SELECT l.id, l.balance FROM lots l
               WHERE l.wallet_id = v_wallet_id AND l.balance > 0 AND l.frozen_at IS NULL
                 AND (l.expires_at IS NULL OR l.expires_at > now())
               ORDER BY l.expires_at NULLS LAST, l.created_at, l.id LOOP
    v_take := least(v_lot.balance, v_left);
    UPDATE lots SET balance = balance - v_take WHERE id = v_lot.id;
    INSERT INTO ledger_entries (lot_id, kind, amount, generation_id, idempotency_key)
      VALUES (v_lot.id, 'hold', -v_take, v_id, 'hold:' || v_id || ':' || v_lot.id);
    v_left := v_left - v_take;
    EXIT WHEN v_left = 0;
  END LOOP;
  UPDATE wallets SET balance = balance - v_price WHERE id = v_wallet_id;

  INSERT INTO predictions (id, generation_id, slot, images, seed)
    SELECT gen_random_uuid(), v_id, slot, images, seed
    FROM jsonb_to_recordset(r->'predictions') AS p(slot int, images int, seed int);
  INSERT INTO deliveries (generation_id, platform, team_id, guild_id, channel_id, user_id, reply_token, reply_expires_at,
                          message_id, file_limit, lease_until)
    VALUES (v_id, (r->>'platform')::"Platform", r->>'teamId', r->>'guildId', r->>'channelId', r->>'userId',
            decode(r->>'replyToken', 'base64'), (r->>'replyExpiresAt')::timestamptz, r->>'messageId',
            (r->>'fileLimit')::int, now() + (r->>'announceMs')::int * interval '1 millisecond');

  RETURN QUERY SELECT 'accepted', v_balance - v_price,
    (SELECT count(*)::int FROM (SELECT 1 FROM generations WHERE status = 'queued' AND id <> v_id
                                AND priority <= v_priority LIMIT 1000) AS first), v_open, v_priority;
END $$;

-- Takes a generation's unsent predictions for submission, unless its wallet already runs as many as its plan allows
-- (`p_max_running`: a number for each plan). `resumed` marks a prediction whose earlier submitter vanished: it may have been sent,
-- and must be looked for first.
DROP FUNCTION claim_generation(uuid, int, int);
CREATE FUNCTION claim_generation(p_generation_id uuid, p_max_running jsonb, p_lease_ms int)
RETURNS TABLE (prediction_id uuid, slot int, images int, seed int, resumed boolean, model text, prompt text, size text,
               input_image_key text, input_image_url text, asked_at timestamptz) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE g generations;
BEGIN
  PERFORM lock_wallet_of(p_generation_id);
  SELECT * INTO g FROM generations WHERE id = p_generation_id;
  IF g.status = 'queued' THEN
    IF (SELECT count(*) FROM generations WHERE wallet_id = g.wallet_id AND status = 'running')
        >= (p_max_running->>wallet_plan(g.wallet_id))::int THEN
      RETURN;
    END IF;
    UPDATE generations SET status = 'running', started_at = now() WHERE id = p_generation_id;
  ELSIF g.status IS DISTINCT FROM 'running' THEN
    RETURN;
  END IF;
  RETURN QUERY
    WITH free AS (
      SELECT p.id, p.status FROM predictions p
      WHERE p.generation_id = p_generation_id
        AND (p.status = 'pending' OR (p.status = 'submitting' AND p.lease_until < now()))
      FOR UPDATE)
    UPDATE predictions p SET status = 'submitting', lease_until = now() + p_lease_ms * interval '1 millisecond'
    FROM free WHERE p.id = free.id
    RETURNING p.id, p.slot, p.images, p.seed, free.status = 'submitting', g.model, g.prompt, g.size, g.input_image_key,
              g.input_image_url, g.created_at;
END $$;

-- Said in the transaction that the event caused. No event: something else had us look.
CREATE FUNCTION mark_event(p_event_id text) RETURNS void LANGUAGE sql AS $$
  UPDATE stripe_events SET handled_at = now() WHERE id = p_event_id AND handled_at IS NULL
$$;

-- A mail written down with the money it tells of: sent if and only if that happened.
CREATE FUNCTION write_mail(p_kind text, p_about jsonb) RETURNS uuid LANGUAGE sql AS $$
  INSERT INTO mails (id, kind, about) VALUES (gen_random_uuid(), p_kind, p_about) RETURNING id
$$;

-- Money came in: the payment and its lot, once for a payment intent and once for an invoice, whatever comes twice or late.
-- Bought credits never expire; a plan's do a month after the period that was paid for. `credits` may be negative where a change of
-- plans gave back more than it charged: then later months bring that much less. A second plan of a wallet brings none.
-- outcome: received, repeated (then what was not known before is filled in).
CREATE FUNCTION receive_payment(r jsonb)
RETURNS TABLE (outcome text, payment_id uuid, credits int, mail_id uuid) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  v_id uuid := gen_random_uuid();
  v_wallet_id uuid := (r->>'walletId')::uuid;
  v_kind "PurchaseKind" := (r->>'kind')::"PurchaseKind";
  v_key text := CASE v_kind WHEN 'pack' THEN 'payment:' || (r->>'paymentIntentId') ELSE 'invoice:' || (r->>'invoiceId') END;
  v_net int := (r->>'credits')::int;
  v_mail_id uuid;
  s subscriptions;
BEGIN
  PERFORM 1 FROM wallets WHERE id = v_wallet_id FOR UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'the wallet % of a payment is gone', v_wallet_id; END IF;
  SELECT * INTO s FROM subscriptions WHERE stripe_id = r->>'subscription';
  v_net := CASE WHEN s.refused_at IS NULL THEN v_net - coalesce(s.credits_owed, 0) ELSE 0 END;

  INSERT INTO payments (id, wallet_id, user_id, kind, item, payment_intent_id, invoice_id, checkout_id, subscription_id, amount,
                        currency, credits, receipt_url, period_start, period_end, paid_at)
    VALUES (v_id, v_wallet_id, (SELECT u.id FROM users u WHERE u.id = (r->>'userId')::uuid), v_kind, r->>'item', r->>'paymentIntentId', r->>'invoiceId',
            (SELECT c.id FROM checkouts c WHERE c.id = (r->>'checkoutId')::uuid), s.id, (r->>'amount')::int, r->>'currency', greatest(v_net, 0), r->>'receiptUrl',
            (r->>'periodStart')::timestamptz, (r->>'periodEnd')::timestamptz, (r->>'paidAt')::timestamptz)
    ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    UPDATE payments p SET invoice_id = coalesce(p.invoice_id, r->>'invoiceId'),
        receipt_url = CASE WHEN p.invoice_id IS NULL THEN coalesce(r->>'receiptUrl', p.receipt_url) ELSE p.receipt_url END
      WHERE p.payment_intent_id = r->>'paymentIntentId' OR p.invoice_id = r->>'invoiceId' RETURNING p.id, p.credits INTO v_id, v_net;
    PERFORM mark_event(r->>'eventId');
    RETURN QUERY SELECT 'repeated', v_id, v_net, NULL::uuid; RETURN;
  END IF;

  IF s.refused_at IS NULL THEN
    UPDATE subscriptions SET credits_owed = greatest(-v_net, 0) WHERE id = s.id;
  END IF;
  IF v_net > 0 THEN
    PERFORM grant_credits(v_wallet_id, CASE v_kind WHEN 'pack' THEN 'purchase'::"LotOrigin" ELSE 'plan' END, v_net, v_key,
                          CASE v_kind WHEN 'plan' THEN (r->>'periodEnd')::timestamptz + interval '1 month' END);
    UPDATE payments SET lot_id = (SELECT id FROM lots WHERE grant_key = v_key) WHERE id = v_id;
  END IF;
  UPDATE checkouts SET status = CASE WHEN s.refused_at IS NULL THEN 'paid'::"CheckoutStatus" ELSE 'failed' END, ended_at = now()
    WHERE id = (r->>'checkoutId')::uuid AND status <> 'paid';
  -- Who paid for a second plan hears of it with the refund.
  IF s.refused_at IS NULL AND ((r->>'amount')::int > 0 OR v_net > 0) THEN
    v_mail_id := write_mail('receipt', jsonb_build_object('paymentId', v_id));
  END IF;
  PERFORM mark_event(r->>'eventId');
  RETURN QUERY SELECT 'received', v_id, greatest(v_net, 0), v_mail_id;
END $$;

-- A checkout ended without a payment: expired, or the bank said no afterwards.
CREATE FUNCTION close_checkout(p_event_id text, p_checkout_id uuid, p_status "CheckoutStatus") RETURNS uuid LANGUAGE plpgsql AS $$
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

-- What a payment's status is by what was refunded of it.
CREATE FUNCTION payment_status(p payments) RETURNS "PaymentStatus" LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN CASE WHEN p.amount_refunded = 0 THEN 'paid' WHEN p.amount_refunded < p.amount THEN 'partly_refunded' ELSE 'refunded' END;
END $$;

-- A payment and its wallet, locked; nothing where it is not one of ours.
CREATE FUNCTION lock_payment(p_payment_intent_id text) RETURNS payments LANGUAGE plpgsql AS $$
DECLARE p payments;
BEGIN
  PERFORM 1 FROM wallets w JOIN payments x ON x.wallet_id = w.id WHERE x.payment_intent_id = p_payment_intent_id FOR UPDATE OF w;
  SELECT * INTO p FROM payments WHERE payment_intent_id = p_payment_intent_id;
  RETURN p;
END $$;

-- So much of a payment was refunded by now: takes back the same share of its credits, rounded up, less what earlier refunds took, and
-- at most what is left of its lot. After a full refund whatever comes back to the lot is void.
-- outcome: refunded, unchanged, unknown. `missing` is what could not be taken because it was spent, or had expired.
CREATE FUNCTION refund_payment(p_event_id text, p_payment_intent_id text, p_refunded int)
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

-- The payer's bank disputes a payment. Open: its lot is frozen. Won: thawed, and its expiry moves by the time it was frozen. Lost: what
-- is left is taken back, and what comes back later is void. A decision is final, whatever is read late.
-- outcome: opened, won, lost, unchanged, unknown.
CREATE FUNCTION dispute_payment(p_event_id text, p_payment_intent_id text, p_dispute_id text, p_status text)
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

-- A subscription as it was read from Stripe at `readAt`: what was read earlier and comes later changes nothing, and what has ended stays
-- so. A wallet has one that goes on; another is refused: it is kept as one that has ended, and the caller cancels and refunds it.
-- outcome: current, refused.
CREATE FUNCTION save_subscription(r jsonb)
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
    s.ended_at := NULL; -- what it was before, for what follows
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
  -- The most important change is told of, and only one.
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

-- Tells the pages of whoever is concerned; changes of the balance are told by the wallet's own trigger.
CREATE FUNCTION notify_billing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM notify_changed(u.id, 'billing', NULL) FROM users u WHERE u.wallet_id = NEW.wallet_id;
  RETURN NULL;
END $$;
CREATE TRIGGER checkouts_tell AFTER UPDATE OF status ON checkouts
  FOR EACH ROW WHEN (NEW.status <> OLD.status) EXECUTE FUNCTION notify_billing();
CREATE TRIGGER payments_tell AFTER INSERT OR UPDATE OF status, amount_refunded, receipt_url ON payments
  FOR EACH ROW EXECUTE FUNCTION notify_billing();
CREATE TRIGGER subscriptions_tell AFTER INSERT OR UPDATE ON subscriptions
  FOR EACH ROW EXECUTE FUNCTION notify_billing();
