-- Nothing new is made, bought, given or linked for a person who is about to be erased. core/privacy/erasure/leaving.ts knows the code.
CREATE OR REPLACE FUNCTION refuse_leaving() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  n jsonb := to_jsonb(NEW);
BEGIN
  IF is_leaving(CASE TG_TABLE_NAME WHEN 'identities' THEN NEW.id ELSE coalesce(n->>'identity_id', n->>'from_identity_id')::uuid END,
                (n->>'user_id')::uuid)
    OR is_leaving((n->>'to_identity_id')::uuid, NULL) THEN
    RAISE EXCEPTION 'a person who is about to be erased gets nothing new' USING ERRCODE = 'UPX01';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER generations_not_for_leaving BEFORE INSERT ON generations FOR EACH ROW EXECUTE FUNCTION refuse_leaving();
CREATE OR REPLACE TRIGGER gifts_not_for_leaving BEFORE INSERT ON gifts FOR EACH ROW EXECUTE FUNCTION refuse_leaving();
CREATE OR REPLACE TRIGGER checkouts_not_for_leaving BEFORE INSERT ON checkouts FOR EACH ROW EXECUTE FUNCTION refuse_leaving();
CREATE OR REPLACE TRIGGER projects_not_for_leaving BEFORE INSERT ON projects FOR EACH ROW EXECUTE FUNCTION refuse_leaving();
CREATE OR REPLACE TRIGGER palettes_not_for_leaving BEFORE INSERT ON palettes FOR EACH ROW EXECUTE FUNCTION refuse_leaving();
CREATE OR REPLACE TRIGGER api_keys_not_for_leaving BEFORE INSERT ON api_keys FOR EACH ROW EXECUTE FUNCTION refuse_leaving();
CREATE OR REPLACE TRIGGER shares_not_for_leaving BEFORE INSERT ON shares FOR EACH ROW EXECUTE FUNCTION refuse_leaving();
CREATE OR REPLACE TRIGGER webhook_endpoints_not_for_leaving BEFORE INSERT ON webhook_endpoints FOR EACH ROW EXECUTE FUNCTION refuse_leaving();
CREATE OR REPLACE TRIGGER identities_not_for_leaving BEFORE UPDATE OF user_id ON identities
  FOR EACH ROW WHEN (NEW.user_id IS NOT NULL AND NEW.user_id IS DISTINCT FROM OLD.user_id) EXECUTE FUNCTION refuse_leaving();
