-- Grants the Free plan's credits of this calendar month (UTC) to an account with a linked identity: once per account, once per identity, and not
-- beside a paid plan. Without `p_identity_id`, uses any of the account's that has not had its month. Good until a month after the month. Not for an
-- identity that brings no free credits at all, nor if an account that had this address, and was erased, had the month. Returns whether it granted.
CREATE OR REPLACE FUNCTION grant_free_month(p_user_id uuid, p_identity_id uuid, p_credits int) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  v_month date := date_trunc('month', now() AT TIME ZONE 'UTC');
  v_key text := 'free:' || to_char(v_month, 'YYYY-MM') || ':' || p_user_id;
  v_identity_id uuid;
  v_wallet_id uuid;
BEGIN
  -- Locks the identity before the wallet, as a request does.
  SELECT i.id, u.wallet_id INTO v_identity_id, v_wallet_id FROM users u JOIN identities i ON i.user_id = u.id
    WHERE u.id = p_user_id AND u.blocked_at IS NULL AND (u.had_free_month IS NULL OR u.had_free_month < v_month) AND i.id = coalesce(p_identity_id, i.id)
      AND brings_credits_at(i.platform, i.team_id_hash, i.team_id)
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
