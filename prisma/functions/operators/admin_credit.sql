-- An operator grants credits, or corrects downwards, in the order in which they would be spent. If the correction exceeds what can be spent, nothing
-- changes.
-- outcome: done, repeated, too_few, unknown. `balance` is what can be spent.
CREATE OR REPLACE FUNCTION admin_credit(r jsonb) RETURNS TABLE (outcome text, balance int) LANGUAGE plpgsql AS $$
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
