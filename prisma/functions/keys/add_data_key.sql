-- Makes this key, which lies in the key store, the one that seals what the owner adds, unless another process was first. Returns the id of the key
-- that does; null if there is no such owner.
CREATE OR REPLACE FUNCTION add_data_key(p_id uuid, p_user_id uuid, p_identity_id uuid, p_workspace_id uuid) RETURNS uuid
LANGUAGE plpgsql AS $$
DECLARE
  v_user uuid := p_user_id;
BEGIN
  IF p_identity_id IS NOT NULL THEN
    -- Held, so that the identity is not linked meanwhile.
    SELECT user_id INTO v_user FROM identities WHERE id = p_identity_id FOR SHARE;
    IF NOT FOUND THEN RETURN NULL; END IF;
  END IF;
  INSERT INTO data_keys (id, user_id, identity_id, workspace_id, current_for)
  SELECT p_id, v_user, CASE WHEN v_user IS NULL THEN p_identity_id END, p_workspace_id, coalesce(v_user, p_identity_id, p_workspace_id)
  WHERE coalesce(v_user, p_identity_id, p_workspace_id) IS NOT NULL
  ON CONFLICT (current_for) DO NOTHING;
  RETURN current_data_key(v_user, p_identity_id, p_workspace_id);
END
$$;
