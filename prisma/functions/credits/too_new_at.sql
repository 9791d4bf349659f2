-- Why a person may not spend unpaid credits yet; null if they may. A Discord id tells the account's age; Slack's does not, so there either counts:
-- how long we have known the person, or the workspace where they ask: `p_place_hash` is the keyed hash of its id, `p_place` the id, if it is known.
CREATE OR REPLACE FUNCTION too_new_at(i identities, p_place_hash bytea, p_place text) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  t workspaces;
BEGIN
  IF i.platform = 'discord' THEN
    RETURN CASE WHEN coalesce(coalesce(i.chat_account_at, chat_account_at(i.platform, i.external_id)) > now() - interval '7 days', true)
      THEN 'account_too_new' END;
  END IF;
  IF i.platform <> 'slack' OR i.created_at <= now() - interval '1 day' THEN RETURN NULL; END IF;
  t := workspace_at(i.platform, p_place_hash, p_place);
  IF t.id IS NOT NULL AND t.uninstalled_at IS NULL AND t.first_installed_at <= now() - interval '1 day' THEN RETURN NULL; END IF;
  RETURN 'workspace_too_new';
END $$;
