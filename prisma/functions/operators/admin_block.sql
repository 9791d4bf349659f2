-- Blocks an account, or unblocks it: nothing new is made, bought, given or linked; what it has stays open to it. `until` is when that ends by itself. Returns
-- whether there is such an account.
CREATE OR REPLACE FUNCTION admin_block(r jsonb) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  v_user_id uuid := (r->>'userId')::uuid;
  v_blocked boolean := (r->>'kind') = 'block';
  v_wallet_id uuid;
BEGIN
  SELECT wallet_id INTO v_wallet_id FROM users WHERE id = v_user_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN false; END IF;
  IF NOT write_admin_action(r || jsonb_build_object('walletId', v_wallet_id)) THEN RETURN true; END IF;
  UPDATE users SET blocked_at = CASE WHEN v_blocked THEN coalesce(blocked_at, now()) END,
      blocked_until = CASE WHEN v_blocked THEN (r->>'until')::timestamptz END,
      block_cause = CASE WHEN v_blocked THEN 'operator'::"BlockCause" END
    WHERE id = v_user_id;
  -- Unblocked, nobody is blocked again by the next refusal.
  IF NOT v_blocked THEN
    DELETE FROM strikes s WHERE s.user_id = v_user_id OR s.identity_id IN (SELECT i.id FROM identities i WHERE i.user_id = v_user_id);
  END IF;
  PERFORM end_admin_action((r->>'id')::uuid, true, '');
  RETURN true;
END $$;
