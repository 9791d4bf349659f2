-- Why a person may not spend unpaid credits yet; null if they may. A Discord id tells the account's age; Slack's does not, so there either counts:
-- how long we have known the person, or the workspace where they ask. `p_place` is that workspace.
CREATE OR REPLACE FUNCTION too_new_for_unpaid(i identities, p_place text) RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN CASE
    WHEN i.platform = 'discord'
      AND coalesce(coalesce(i.chat_account_at, chat_account_at(i.platform, i.external_id)) > now() - interval '7 days', true)
      THEN 'account_too_new'
    WHEN i.platform = 'slack' AND i.created_at > now() - interval '1 day' AND NOT EXISTS (
        SELECT 1 FROM workspaces w WHERE w.platform = 'slack' AND w.external_id = p_place AND w.uninstalled_at IS NULL
          AND w.first_installed_at <= now() - interval '1 day')
      THEN 'workspace_too_new' END;
END $$;
