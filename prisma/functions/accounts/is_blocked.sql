-- Whether an identity is blocked: the operator blocked it as a guest, or the account that it is linked to.
CREATE OR REPLACE FUNCTION is_blocked(p_identity_id uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT i.blocked_at IS NOT NULL OR u.blocked_at IS NOT NULL
  FROM identities i LEFT JOIN users u ON u.id = i.user_id WHERE i.id = p_identity_id
$$;
