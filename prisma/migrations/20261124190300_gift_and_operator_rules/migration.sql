-- How credits go from one person to another, and what an operator may do with them: one transaction each, safe to run again.
-- Identities are locked before wallets, and of two the one with the lower id first, as everybody locks more than one.

ALTER TABLE gifts ADD CONSTRAINT gifts_of_something CHECK (amount > 0 AND from_identity_id <> to_identity_id);
ALTER TABLE ledger_entries ADD CONSTRAINT ledger_entries_gift CHECK ((kind = 'gift') = (gift_id IS NOT NULL));
ALTER TABLE admin_actions ADD CONSTRAINT admin_actions_reasoned CHECK (length(reason) >= 10);

-- What of a wallet can be given away: bought, there, and not in dispute.
CREATE FUNCTION bought_credits(p_wallet_id uuid) RETURNS int LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(l.balance), 0)::int FROM lots l
  WHERE l.wallet_id = p_wallet_id AND l.origin = 'purchase' AND l.frozen_at IS NULL AND l.forfeited_at IS NULL
$$;

-- Puts so many credits into a lot, or takes them out where negative, on account of a gift. Its wallet is locked by the caller. What
-- comes back to a lot that was forfeited meanwhile is void at once: two entries, and nothing to spend.
CREATE FUNCTION move_gift(p_gift_id uuid, p_lot_id uuid, p_amount int, p_key text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE l lots;
BEGIN
  SELECT * INTO l FROM lots WHERE id = p_lot_id;
  INSERT INTO ledger_entries (lot_id, kind, amount, gift_id, idempotency_key) VALUES (l.id, 'gift', p_amount, p_gift_id, p_key);
  IF p_amount > 0 AND l.forfeited_at IS NOT NULL THEN
    INSERT INTO ledger_entries (lot_id, kind, amount, idempotency_key) VALUES (l.id, 'forfeit', -p_amount, 'forfeit:' || p_key);
    RETURN;
  END IF;
  UPDATE lots SET balance = balance + p_amount WHERE id = l.id;
  UPDATE wallets SET balance = balance + p_amount WHERE id = l.wallet_id;
END $$;

-- Gives bought credits, oldest first, to somebody else, who gets them as a lot of their own that never expires.
-- outcome: given, repeated, to_oneself, not_to_them (their account is blocked), daily_limit, too_few. `bought` is what the giver could
-- have given, or has left; `today` what they gave in the 24 hours before.
CREATE FUNCTION give_gift(r jsonb) RETURNS TABLE (outcome text, bought int, today int) LANGUAGE plpgsql AS $$
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
  -- Held until the end, so that linking waits for us or we see what it did.
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
    WHEN EXISTS (SELECT 1 FROM users u WHERE u.id = v_to.user_id AND u.blocked_at IS NOT NULL) THEN 'not_to_them'
    WHEN v_amount > v_bought THEN 'too_few'
    WHEN v_today + v_amount > (r->>'dailyLimit')::int THEN 'daily_limit'
    ELSE 'given' END;
  IF outcome <> 'given' THEN RETURN QUERY SELECT outcome, v_bought, v_today; RETURN; END IF;

  INSERT INTO lots (id, wallet_id, origin, grant_key) VALUES (v_lot_id, v_to.wallet_id, 'gift', 'gift:' || v_id);
  INSERT INTO gifts (id, request_key, from_identity_id, to_identity_id, from_user_id, amount, from_name, to_name, message, lot_id,
                     created_at)
    VALUES (v_id, r->>'requestKey', v_from.id, v_to.id, v_from.user_id, v_amount, r->>'fromName', r->>'toName', r->>'message', v_lot_id,
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

-- The giver takes a gift back, within so many seconds and while all of it is there: each credit to the lot that it came from.
-- outcome: undone, undone_before, too_late, spent, not_yours.
CREATE FUNCTION undo_gift(p_gift_id uuid, p_identity_id uuid, p_user_id uuid, p_seconds int)
RETURNS TABLE (outcome text, amount int, from_name text, to_name text) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  g gifts;
  v_lot record;
BEGIN
  SELECT * INTO g FROM gifts WHERE id = p_gift_id;
  IF g.id IS NULL OR NOT (g.from_identity_id = p_identity_id OR coalesce(g.from_user_id = p_user_id, false)) THEN
    RETURN QUERY SELECT 'not_yours', 0, '', ''; RETURN;
  END IF;
  -- While no identity of theirs can be linked, their lots stay where they are.
  PERFORM 1 FROM identities i WHERE i.id IN (g.from_identity_id, g.to_identity_id) ORDER BY i.id FOR SHARE;
  PERFORM 1 FROM wallets w
    WHERE w.id IN (SELECT l.wallet_id FROM lots l JOIN ledger_entries e ON e.lot_id = l.id WHERE e.gift_id = g.id)
    ORDER BY w.id FOR UPDATE;
  SELECT * INTO g FROM gifts WHERE id = p_gift_id;
  outcome := CASE
    WHEN g.undone_at IS NOT NULL THEN 'undone_before'
    WHEN now() > g.created_at + p_seconds * interval '1 second' THEN 'too_late'
    WHEN (SELECT l.balance FROM lots l WHERE l.id = g.lot_id) < g.amount THEN 'spent'
    ELSE 'undone' END;
  IF outcome = 'undone' THEN
    UPDATE gifts SET undone_at = now() WHERE id = g.id;
    FOR v_lot IN SELECT e.lot_id AS id, -e.amount AS given FROM ledger_entries e WHERE e.gift_id = g.id ORDER BY e.id LOOP
      PERFORM move_gift(g.id, v_lot.id, v_lot.given, 'undo:' || g.id || ':' || v_lot.id);
    END LOOP;
  END IF;
  RETURN QUERY SELECT outcome, g.amount, g.from_name, g.to_name;
END $$;

CREATE FUNCTION refuse_any_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: what was done stays written down', TG_TABLE_NAME;
END $$;
CREATE TRIGGER admin_actions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON admin_actions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_any_change();
CREATE TRIGGER admin_outcomes_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON admin_outcomes
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_any_change();

-- Writes down what an operator is about to do to a wallet, once for its id. Returns whether it is new.
CREATE FUNCTION write_admin_action(r jsonb) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE v_wallet_id uuid := (r->>'walletId')::uuid;
BEGIN
  INSERT INTO admin_actions (id, operator_id, operator_email, kind, wallet_id, user_id, identity_id, payment_id, amount, currency, reason)
    SELECT (r->>'id')::uuid, (r->>'operatorId')::uuid, r->>'operatorEmail', (r->>'kind')::"AdminActionKind", v_wallet_id,
           (SELECT u.id FROM users u WHERE u.wallet_id = v_wallet_id),
           (SELECT i.id FROM identities i WHERE i.wallet_id = v_wallet_id AND i.user_id IS NULL),
           (r->>'paymentId')::uuid, (r->>'amount')::int, r->>'currency', r->>'reason'
    ON CONFLICT (id) DO NOTHING;
  RETURN FOUND;
END $$;

-- How an action ended, said once.
CREATE FUNCTION end_admin_action(p_id uuid, p_is_done boolean, p_detail text) RETURNS void LANGUAGE sql AS $$
  INSERT INTO admin_outcomes (action_id, is_done, detail) VALUES (p_id, p_is_done, p_detail) ON CONFLICT (action_id) DO NOTHING
$$;

-- An operator grants credits, or corrects downwards, as they would be spent. Never more than can be spent: then nothing is changed.
-- outcome: done, repeated, too_few, unknown. `balance` is what can be spent.
CREATE FUNCTION admin_credit(r jsonb) RETURNS TABLE (outcome text, balance int) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  v_id uuid := (r->>'id')::uuid;
  v_wallet_id uuid := (r->>'walletId')::uuid;
  v_amount int := (r->>'amount')::int;
  v_left int := -v_amount;
  v_lot record;
BEGIN
  PERFORM 1 FROM wallets WHERE id = v_wallet_id FOR UPDATE;
  IF NOT FOUND THEN RETURN QUERY SELECT 'unknown', 0; RETURN; END IF;
  IF EXISTS (SELECT 1 FROM admin_actions WHERE id = v_id) THEN
    RETURN QUERY SELECT 'repeated', spendable_credits(v_wallet_id); RETURN;
  END IF;
  IF v_left > spendable_credits(v_wallet_id) THEN
    RETURN QUERY SELECT 'too_few', spendable_credits(v_wallet_id); RETURN;
  END IF;
  PERFORM write_admin_action(r || jsonb_build_object('kind', CASE WHEN v_amount > 0 THEN 'grant' ELSE 'correct' END));
  IF v_amount > 0 THEN
    PERFORM grant_credits(v_wallet_id, 'grant', v_amount, 'admin:' || v_id, NULL);
  ELSE
    FOR v_lot IN SELECT l.id FROM lots l
                 WHERE l.wallet_id = v_wallet_id AND l.balance > 0 AND l.frozen_at IS NULL
                   AND (l.expires_at IS NULL OR l.expires_at > now())
                 ORDER BY l.expires_at NULLS LAST, l.created_at, l.id LOOP
      v_left := v_left - take_from_lot(v_lot.id, v_left, 'correction', 'admin:' || v_id || ':' || v_lot.id);
      EXIT WHEN v_left = 0;
    END LOOP;
  END IF;
  PERFORM end_admin_action(v_id, true, '');
  RETURN QUERY SELECT 'done', spendable_credits(v_wallet_id);
END $$;

-- An operator blocks an account, which signs it out everywhere, or unblocks it. Returns whether there is such an account.
CREATE FUNCTION admin_block(r jsonb) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  v_user_id uuid := (r->>'userId')::uuid;
  v_blocked boolean := (r->>'kind') = 'block';
  v_wallet_id uuid;
BEGIN
  SELECT wallet_id INTO v_wallet_id FROM users WHERE id = v_user_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN false; END IF;
  IF NOT write_admin_action(r || jsonb_build_object('walletId', v_wallet_id)) THEN RETURN true; END IF;
  UPDATE users SET blocked_at = CASE WHEN v_blocked THEN coalesce(blocked_at, now()) END WHERE id = v_user_id;
  IF v_blocked THEN DELETE FROM sessions WHERE user_id = v_user_id; END IF;
  PERFORM end_admin_action((r->>'id')::uuid, true, '');
  RETURN true;
END $$;
