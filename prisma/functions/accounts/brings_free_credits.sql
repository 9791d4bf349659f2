-- Whether an identity brings a trial when it signs in, and the Free plan's months when it is linked: only people on Discord, or in a Slack workspace
-- that installed us. Anybody can make Slack workspaces, and sign in from each: that alone brings nothing.
CREATE OR REPLACE FUNCTION brings_free_credits(p_platform "Platform", p_team_id text) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN p_platform = 'discord' OR EXISTS (
    SELECT 1 FROM workspaces w WHERE w.platform = p_platform AND w.external_id = p_team_id AND w.uninstalled_at IS NULL);
END $$;
