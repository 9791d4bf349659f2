-- Notifies the pages of both accounts, the previous and the new one, that an identity was linked or unlinked.
CREATE OR REPLACE FUNCTION notify_identities() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM notify_changed(id, 'identities', NULL) FROM unnest(ARRAY[OLD.user_id, NEW.user_id]) AS id WHERE id IS NOT NULL;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER identities_tell AFTER UPDATE OF user_id ON identities
  FOR EACH ROW WHEN (NEW.user_id IS DISTINCT FROM OLD.user_id) EXECUTE FUNCTION notify_identities();
