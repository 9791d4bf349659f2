-- A chat identity stays with an account that is about to be erased: it was shown as what goes, and a stop gives all of it back. It goes by itself only
-- if it is erased. core/privacy/erasure/leaving.ts knows the code.
CREATE OR REPLACE FUNCTION refuse_unlinking_leaving() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF is_leaving(NULL, OLD.user_id) AND coalesce(current_setting('upixel.erasing', true), '') <> 'on' THEN
    RAISE EXCEPTION 'an identity stays with an account that is about to be erased' USING ERRCODE = 'UPX01';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER identities_stay_with_leaving BEFORE UPDATE OF user_id ON identities
  FOR EACH ROW WHEN (NEW.user_id IS NULL AND OLD.user_id IS NOT NULL) EXECUTE FUNCTION refuse_unlinking_leaving();
