-- Notifies the members of the teams to which an account shows images that it is blocked or about to be erased, or no longer: its images go and come with that.
CREATE OR REPLACE FUNCTION notify_sharing_user() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM notify_team_gallery(t.id)
  FROM (SELECT DISTINCT shared_team_id AS id FROM assets WHERE user_id = NEW.id AND shared_team_id IS NOT NULL) t;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER users_tell_team AFTER UPDATE OF blocked_at, deletion_due_at ON users
  FOR EACH ROW WHEN ((OLD.blocked_at IS NULL) <> (NEW.blocked_at IS NULL) OR (OLD.deletion_due_at IS NULL) <> (NEW.deletion_due_at IS NULL))
  EXECUTE FUNCTION notify_sharing_user();
