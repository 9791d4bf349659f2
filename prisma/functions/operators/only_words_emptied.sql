-- The eraser empties what says who somebody is, and leaves everything else of the record as it was.
CREATE OR REPLACE FUNCTION only_words_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  k text;
  v_new jsonb := to_jsonb(NEW);
  v_old jsonb := to_jsonb(OLD);
BEGIN
  FOREACH k IN ARRAY ARRAY(SELECT jsonb_object_keys(v_old)) LOOP
    CONTINUE WHEN v_new->k = v_old->k;
    CONTINUE WHEN k IN ('operator_email', 'user_id', 'identity_id', 'reason', 'detail') AND coalesce(v_new->>k, '') = '';
    RAISE EXCEPTION '%.% is append-only: it can only be emptied of a person', TG_TABLE_NAME, k;
  END LOOP;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER admin_actions_only_emptied BEFORE UPDATE ON admin_actions
  FOR EACH ROW EXECUTE FUNCTION only_words_emptied();

CREATE OR REPLACE TRIGGER admin_outcomes_only_emptied BEFORE UPDATE ON admin_outcomes
  FOR EACH ROW EXECUTE FUNCTION only_words_emptied();
