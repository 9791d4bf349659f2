-- Whether an identity brings a trial when it signs in, and the Free plan's months when it is linked: only people on Discord, or in a Slack workspace
-- that installed us. Anybody can make Slack workspaces, and sign in from each: that alone brings nothing. `p_team_hash` is the keyed hash of the workspace,
-- `p_team_id` its id, if it is known.
CREATE OR REPLACE FUNCTION brings_credits_at(p_platform "Platform", p_team_hash bytea, p_team_id text) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE
  t workspaces;
BEGIN
  IF p_platform = 'discord' THEN RETURN true; END IF;
  t := workspace_at(p_platform, p_team_hash, p_team_id);
  RETURN t.id IS NOT NULL AND t.uninstalled_at IS NULL;
END $$;
