-- Notifies the owner's pages that an image was moved, became a favourite, went into the trash, came back, was deleted or hidden, or is shown to a team.
CREATE OR REPLACE FUNCTION notify_assets() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM notify_changed(NEW.user_id, 'assets', NULL); -- equal notifications in one transaction are sent once
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER assets_tell AFTER UPDATE OF deleted_at, trashed_at, hidden_at, flagged_at, favourite_at, project_id, shared_team_id
  ON assets
  FOR EACH ROW WHEN (NEW.user_id IS NOT NULL) EXECUTE FUNCTION notify_assets();
