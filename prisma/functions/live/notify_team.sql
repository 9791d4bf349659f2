-- Notifies the pages of a team's managers (api/teams) that its wallet, its plan or its payments changed.
CREATE OR REPLACE FUNCTION notify_team(p_wallet_id uuid) RETURNS void LANGUAGE sql AS $$
  SELECT notify_changed(i.user_id, 'team', t.id) FROM workspaces t JOIN team_members m ON m.workspace_id = t.id
    JOIN identities i ON i.id = m.identity_id
  WHERE t.wallet_id = p_wallet_id AND m.managed_at IS NOT NULL AND i.user_id IS NOT NULL
$$;
