-- Gives a server or workspace that has none its keyed hash (`none`). If another row has it already, because a process of the version before did not find
-- that one and made a second: what the second says about the bot goes to the first, and the second is deleted (`merged`), unless it has got a wallet
-- (`kept`): then a person must decide.
CREATE OR REPLACE FUNCTION merge_workspace(p_workspace_id uuid, p_hash bytea) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  t workspaces;
  o workspaces;
BEGIN
  SELECT * INTO t FROM workspaces WHERE id = p_workspace_id FOR UPDATE;
  SELECT * INTO o FROM workspaces WHERE external_id_hash = p_hash AND id <> p_workspace_id FOR UPDATE;
  IF NOT FOUND THEN
    UPDATE workspaces SET external_id_hash = p_hash WHERE id = p_workspace_id;
    RETURN 'none';
  END IF;
  IF t.wallet_id IS NOT NULL THEN RETURN 'kept'; END IF;
  UPDATE workspaces SET bot_user_id = coalesce(t.bot_user_id, bot_user_id), bot_token = coalesce(t.bot_token, bot_token),
      scopes = CASE WHEN t.bot_token IS NULL THEN scopes ELSE t.scopes END, uninstalled_at = t.uninstalled_at,
      installed_at = greatest(installed_at, t.installed_at), first_installed_at = least(first_installed_at, t.first_installed_at)
    WHERE id = o.id;
  DELETE FROM data_keys WHERE workspace_id = t.id;
  DELETE FROM workspaces WHERE id = t.id;
  RETURN 'merged';
END $$;
