-- The server or workspace of a chat: by the keyed hash of its id or, in a row of the version before, by the id itself. Its `id` is null if it is not ours.
CREATE OR REPLACE FUNCTION workspace_at(p_platform "Platform", p_hash bytea, p_external_id text) RETURNS workspaces LANGUAGE plpgsql STABLE AS $$
DECLARE
  t workspaces;
BEGIN
  SELECT * INTO t FROM workspaces w WHERE w.external_id_hash = p_hash;
  IF t.id IS NULL AND p_external_id <> '' THEN
    SELECT * INTO t FROM workspaces w WHERE w.platform = p_platform AND w.external_id = p_external_id;
  END IF;
  RETURN t;
END $$;
