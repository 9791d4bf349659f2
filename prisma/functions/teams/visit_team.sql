-- Records that a person looked at a team's wallet. A manager is remembered with the date, as the chat reports it now, and creates the wallet on the
-- first visit. Returns the team; nothing if it is unknown and the person does not manage it.
CREATE OR REPLACE FUNCTION visit_team(p_platform "Platform", p_external_id text, p_identity_id uuid, p_name text, p_is_manager boolean)
RETURNS TABLE (workspace_id uuid, wallet_id uuid) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  t workspaces;
  v_wallet_id uuid := gen_random_uuid();
BEGIN
  IF p_is_manager THEN
    INSERT INTO workspaces (id, platform, external_id) VALUES (gen_random_uuid(), p_platform, p_external_id)
      ON CONFLICT (platform, external_id) DO NOTHING;
  END IF;
  SELECT * INTO t FROM workspaces w WHERE w.platform = p_platform AND w.external_id = p_external_id;
  IF t.id IS NULL THEN RETURN; END IF;
  IF p_is_manager THEN
    IF t.wallet_id IS NULL THEN
      -- Locked, so that two managers create one wallet.
      SELECT * INTO t FROM workspaces w WHERE w.id = t.id FOR UPDATE;
      IF t.wallet_id IS NULL THEN
        INSERT INTO wallets (id) VALUES (v_wallet_id);
        UPDATE workspaces w SET wallet_id = v_wallet_id WHERE w.id = t.id;
        t.wallet_id := v_wallet_id;
      END IF;
    END IF;
    INSERT INTO team_members (workspace_id, identity_id, name, managed_at) VALUES (t.id, p_identity_id, p_name, now())
      ON CONFLICT (workspace_id, identity_id) DO UPDATE SET managed_at = now(),
        name = CASE WHEN excluded.name = '' THEN team_members.name ELSE excluded.name END;
  ELSE
    UPDATE team_members m SET managed_at = NULL
      WHERE m.workspace_id = t.id AND m.identity_id = p_identity_id AND m.managed_at IS NOT NULL;
  END IF;
  RETURN QUERY SELECT t.id, t.wallet_id;
END $$;
