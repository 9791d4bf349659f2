-- Makes another key seal what its owner adds, because the key store has lost this one: what that sealed stays lost, and the owner can go on. False if
-- another process was first.
CREATE OR REPLACE FUNCTION replace_data_key(p_lost_id uuid, p_id uuid) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE k data_keys;
BEGIN
  SELECT * INTO k FROM data_keys WHERE id = p_lost_id AND current_for IS NOT NULL FOR UPDATE;
  IF NOT FOUND THEN RETURN false; END IF;
  UPDATE data_keys SET current_for = NULL WHERE id = k.id;
  INSERT INTO data_keys (id, user_id, identity_id, workspace_id, current_for)
    VALUES (p_id, k.user_id, k.identity_id, k.workspace_id, k.current_for);
  RETURN true;
END
$$;
