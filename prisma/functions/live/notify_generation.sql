-- Notifies the owner's pages that a generation moved on.
CREATE OR REPLACE FUNCTION notify_generation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM notify_changed(NEW.user_id, 'generation', NEW.id);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER generations_tell AFTER INSERT OR UPDATE OF status, stored, progress, cancel_requested_at, user_id ON generations
  FOR EACH ROW WHEN (NEW.user_id IS NOT NULL) EXECUTE FUNCTION notify_generation();
