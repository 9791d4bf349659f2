-- Notifies the pages of a team's members that its gallery shows something else than before.
CREATE OR REPLACE FUNCTION notify_team_gallery(p_workspace_id uuid) RETURNS void LANGUAGE sql AS $$
  SELECT notify_changed(i.user_id, 'teamGallery', p_workspace_id) FROM team_members m JOIN identities i ON i.id = m.identity_id
  WHERE m.workspace_id = p_workspace_id AND i.user_id IS NOT NULL
$$;
