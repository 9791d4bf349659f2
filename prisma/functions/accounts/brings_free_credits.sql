-- Whether signing in as somebody of there brings a trial, and linking them the Free plan's months: a person in a Slack workspace that
-- installed us, or on Discord. Anybody can make Slack workspaces, and sign in from each: that alone brings nothing.
CREATE OR REPLACE FUNCTION brings_free_credits(p_platform "Platform", p_team_id text) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN p_platform = 'discord' OR EXISTS (
    SELECT 1 FROM workspaces w WHERE w.platform = p_platform AND w.external_id = p_team_id AND w.uninstalled_at IS NULL);
END $$;
