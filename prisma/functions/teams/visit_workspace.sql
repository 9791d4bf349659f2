-- Records that a person looked at a team's wallet. A manager is remembered with the date, as the chat reports it now, and creates the wallet on the
-- first visit. Returns the wallet; null if there is none.
CREATE OR REPLACE FUNCTION visit_workspace(p_workspace_id uuid, p_identity_id uuid, p_is_manager boolean) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  v_wallet_id uuid;
BEGIN
  IF NOT p_is_manager THEN
    UPDATE team_members SET managed_at = NULL
      WHERE workspace_id = p_workspace_id AND identity_id = p_identity_id AND managed_at IS NOT NULL;
    RETURN (SELECT w.wallet_id FROM workspaces w WHERE w.id = p_workspace_id);
  END IF;
  SELECT w.wallet_id INTO v_wallet_id FROM workspaces w WHERE w.id = p_workspace_id;
  IF v_wallet_id IS NULL THEN
    -- Locked, so that two managers create one wallet.
    SELECT w.wallet_id INTO v_wallet_id FROM workspaces w WHERE w.id = p_workspace_id FOR UPDATE;
    IF v_wallet_id IS NULL THEN
      INSERT INTO wallets (id) VALUES (gen_random_uuid()) RETURNING id INTO v_wallet_id;
      UPDATE workspaces SET wallet_id = v_wallet_id WHERE id = p_workspace_id;
    END IF;
  END IF;
  INSERT INTO team_members (workspace_id, identity_id, managed_at) VALUES (p_workspace_id, p_identity_id, now())
    ON CONFLICT (workspace_id, identity_id) DO UPDATE SET managed_at = now();
  RETURN v_wallet_id;
END $$;
