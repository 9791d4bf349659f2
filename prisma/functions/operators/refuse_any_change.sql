-- The record of operators' actions is append-only, and never emptied either. Only the eraser may empty words in it: only_words_emptied() sees to it
-- that it changes nothing else.
CREATE OR REPLACE FUNCTION refuse_any_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND current_setting('upixel.erasing', true) = 'on' THEN RETURN NULL; END IF;
  RAISE EXCEPTION '% is append-only: what was done stays written down', TG_TABLE_NAME;
END $$;

CREATE OR REPLACE TRIGGER admin_actions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON admin_actions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_any_change();

CREATE OR REPLACE TRIGGER admin_outcomes_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON admin_outcomes
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_any_change();
