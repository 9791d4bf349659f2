-- Gives bought credits, oldest first, to another person, who gets them as a lot of their own that never expires.
-- outcome: given, repeated, to_oneself, not_to_them (they are blocked, or about to be erased, which the giver does not hear), daily_limit, too_few. `bought` is what the giver could have given, or has
-- left; `today` what they gave in the 24 hours before.
CREATE OR REPLACE FUNCTION give_gift(r jsonb) RETURNS TABLE (outcome text, bought int, today int) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  v_id uuid := (r->>'id')::uuid;
  v_lot_id uuid := gen_random_uuid();
  v_amount int := (r->>'amount')::int;
  v_left int := v_amount;
  v_bought int;
  v_today int;
  v_take int;
  v_lot record;
  v_from identities;
  v_to identities;
BEGIN
  IF NOT open_request(r->>'requestKey') THEN RETURN QUERY SELECT 'repeated', 0, 0; RETURN; END IF;
  -- Locked until the end, so that linking waits for us or we see its result.
  PERFORM 1 FROM identities i WHERE i.id IN ((r->>'fromIdentityId')::uuid, (r->>'toIdentityId')::uuid) ORDER BY i.id FOR SHARE;
  SELECT * INTO STRICT v_from FROM identities WHERE id = (r->>'fromIdentityId')::uuid;
  SELECT * INTO STRICT v_to FROM identities WHERE id = (r->>'toIdentityId')::uuid;
  PERFORM 1 FROM wallets w WHERE w.id IN (v_from.wallet_id, v_to.wallet_id) ORDER BY w.id FOR UPDATE;
  v_bought := bought_credits(v_from.wallet_id);
  SELECT coalesce(sum(g.amount), 0) INTO v_today FROM gifts g
    WHERE g.created_at > now() - interval '24 hours' AND g.undone_at IS NULL
      AND (g.from_user_id = v_from.user_id OR g.from_identity_id IN (SELECT i.id FROM identities i WHERE i.wallet_id = v_from.wallet_id));

  outcome := CASE
    WHEN EXISTS (SELECT 1 FROM gifts WHERE request_key = r->>'requestKey') THEN 'repeated'
    WHEN v_from.wallet_id = v_to.wallet_id THEN 'to_oneself'
    WHEN is_blocked(v_to.id) OR is_leaving(v_to.id, NULL) THEN 'not_to_them'
    WHEN v_amount > v_bought THEN 'too_few'
    WHEN v_today + v_amount > (r->>'dailyLimit')::int THEN 'daily_limit'
    ELSE 'given' END;
  IF outcome <> 'given' THEN RETURN QUERY SELECT outcome, v_bought, v_today; RETURN; END IF;

  INSERT INTO lots (id, wallet_id, origin, grant_key) VALUES (v_lot_id, v_to.wallet_id, 'gift', 'gift:' || v_id);
  INSERT INTO gifts (id, request_key, from_identity_id, to_identity_id, from_user_id, amount, from_name, to_name, message,
                     from_name_sealed, to_name_sealed, message_sealed, lot_id,
                     created_at)
    VALUES (v_id, r->>'requestKey', v_from.id, v_to.id, v_from.user_id, v_amount, r->>'fromName', r->>'toName', r->>'message',
            decode(r->>'fromNameSealed', 'base64'), decode(r->>'toNameSealed', 'base64'), decode(r->>'messageSealed', 'base64'), v_lot_id,
            now());
  FOR v_lot IN SELECT l.id, l.balance FROM lots l
               WHERE l.wallet_id = v_from.wallet_id AND l.balance > 0 AND l.origin = 'purchase' AND l.frozen_at IS NULL
                 AND l.forfeited_at IS NULL
               ORDER BY l.created_at, l.id LOOP
    v_take := least(v_lot.balance, v_left);
    PERFORM move_gift(v_id, v_lot.id, -v_take, 'gift:' || v_id || ':' || v_lot.id);
    v_left := v_left - v_take;
    EXIT WHEN v_left = 0;
  END LOOP;
  PERFORM move_gift(v_id, v_lot_id, v_amount, 'gift:' || v_id);
  RETURN QUERY SELECT 'given', v_bought - v_amount, v_today + v_amount;
END $$;
