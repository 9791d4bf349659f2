-- The key that seals what this owner adds; a linked identity's is its account's. Null if there is none yet.
CREATE OR REPLACE FUNCTION current_data_key(p_user_id uuid, p_identity_id uuid, p_workspace_id uuid) RETURNS uuid
LANGUAGE sql STABLE AS $$
  SELECT k.id FROM data_keys k
  WHERE k.current_for = coalesce(p_user_id, p_workspace_id, (SELECT coalesce(i.user_id, i.id) FROM identities i WHERE i.id = p_identity_id))
$$;
