-- Counts the changes of what core/abuse/rules.ts reads, so that whoever asks learns with who they are whether what a process knows of it still holds.
-- The row is locked until the change is committed: two changes are two versions, and each is seen together with its version.
CREATE OR REPLACE FUNCTION count_rules() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'service_settings' THEN
    NEW.rules_version := OLD.rules_version + 1;
    RETURN NEW;
  END IF;
  INSERT INTO service_settings AS s (id) VALUES (true) ON CONFLICT (id) DO UPDATE SET rules_version = s.rules_version + 1;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER denied_terms_count AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON denied_terms
  FOR EACH STATEMENT EXECUTE FUNCTION count_rules();
CREATE OR REPLACE TRIGGER drifted_models_count AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON drifted_models
  FOR EACH STATEMENT EXECUTE FUNCTION count_rules();
CREATE OR REPLACE TRIGGER service_settings_count BEFORE UPDATE OF unpaid_per_day, unpaid_per_workspace ON service_settings
  FOR EACH ROW EXECUTE FUNCTION count_rules();
