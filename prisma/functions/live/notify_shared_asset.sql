-- Notifies the members of the teams whose gallery shows an image, or showed it, of whatever decides that (core/teams/gallery).
CREATE OR REPLACE FUNCTION notify_shared_asset() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM notify_team_gallery(id) FROM unnest(ARRAY[OLD.shared_team_id, NEW.shared_team_id]) AS id WHERE id IS NOT NULL;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER assets_tell_team
  AFTER UPDATE OF shared_team_id, user_id, deleted_at, trashed_at, hidden_at, flagged_at ON assets
  FOR EACH ROW WHEN (OLD.shared_team_id IS NOT NULL OR NEW.shared_team_id IS NOT NULL) EXECUTE FUNCTION notify_shared_asset();
