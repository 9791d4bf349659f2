-- Blocks or unblocks a guest. A linked identity is blocked with its account.
-- outcome: done, linked, unknown (no such identity).
CREATE OR REPLACE FUNCTION admin_block_guest(r jsonb) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_identity_id uuid := (r->>'identityId')::uuid;
  v_blocked boolean := (r->>'kind') = 'block';
  i identities;
BEGIN
  SELECT * INTO i FROM identities WHERE id = v_identity_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN 'unknown'; END IF;
  IF i.user_id IS NOT NULL THEN RETURN 'linked'; END IF;
  IF NOT write_admin_action(r || jsonb_build_object('walletId', i.wallet_id)) THEN RETURN 'done'; END IF;
  UPDATE identities SET blocked_at = CASE WHEN v_blocked THEN coalesce(blocked_at, now()) END,
      blocked_until = CASE WHEN v_blocked THEN (r->>'until')::timestamptz END,
      block_cause = CASE WHEN v_blocked THEN 'operator'::"BlockCause" END
    WHERE id = i.id;
  -- Unblocked, nobody is blocked again by the next refusal.
  IF NOT v_blocked THEN DELETE FROM strikes WHERE identity_id = i.id; END IF;
  PERFORM end_admin_action((r->>'id')::uuid, true, '');
  RETURN 'done';
END $$;
