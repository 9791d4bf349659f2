-- The server or workspace of a chat, with a row made for it if it has none. `p_sealed` is its id, sealed with the key `p_key_id`, which becomes its own;
-- both null: the id stays readable. `is_new`: it had none.
CREATE OR REPLACE FUNCTION add_workspace(p_platform "Platform", p_external_id text, p_hash bytea, p_sealed bytea, p_key_id uuid)
RETURNS TABLE (workspace_id uuid, is_new boolean) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  t workspaces := workspace_at(p_platform, p_hash, p_external_id);
BEGIN
  IF t.id IS NULL THEN
    INSERT INTO workspaces (id, platform, external_id, external_id_hash, external_id_sealed)
      VALUES (gen_random_uuid(), p_platform, CASE WHEN p_sealed IS NULL THEN p_external_id END, p_hash, p_sealed)
      ON CONFLICT DO NOTHING RETURNING * INTO t;
    IF FOUND THEN
      IF p_sealed IS NOT NULL THEN
        INSERT INTO data_keys (id, workspace_id, current_for) VALUES (p_key_id, t.id, t.id);
      END IF;
      RETURN QUERY SELECT t.id, true;
      RETURN;
    END IF;
    -- Another process was first.
    t := workspace_at(p_platform, p_hash, p_external_id);
  END IF;
  RETURN QUERY SELECT t.id, false;
END $$;
