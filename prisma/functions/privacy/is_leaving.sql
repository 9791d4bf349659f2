-- Whether a person asked to be erased and has not changed their mind: an account, a guest, or somebody linked to such an account.
CREATE OR REPLACE FUNCTION is_leaving(p_identity_id uuid, p_user_id uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM users u WHERE u.id = p_user_id AND u.deletion_due_at IS NOT NULL)
    OR EXISTS (SELECT 1 FROM identities i LEFT JOIN users u ON u.id = i.user_id
               WHERE i.id = p_identity_id AND (i.deletion_due_at IS NOT NULL OR u.deletion_due_at IS NOT NULL))
$$;
