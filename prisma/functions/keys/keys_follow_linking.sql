-- At linking, the guest's keys become the account's, with all that they sealed. After an unlinking that stays with the account: the identity gets a
-- new key when it first needs one.
CREATE OR REPLACE FUNCTION keys_follow_linking() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE data_keys SET user_id = NEW.user_id, identity_id = NULL, current_for = NULL WHERE identity_id = NEW.id;
  -- An account without a key goes on with the guest's.
  UPDATE data_keys k SET current_for = NEW.user_id
  WHERE k.id = (SELECT o.id FROM data_keys o WHERE o.user_id = NEW.user_id ORDER BY o.created_at DESC, o.id LIMIT 1)
    AND NOT EXISTS (SELECT 1 FROM data_keys c WHERE c.current_for = NEW.user_id);
  RETURN NULL;
END
$$;

CREATE OR REPLACE TRIGGER keys_follow_linking AFTER UPDATE OF user_id ON identities
  FOR EACH ROW WHEN (OLD.user_id IS NULL AND NEW.user_id IS NOT NULL) EXECUTE FUNCTION keys_follow_linking();
