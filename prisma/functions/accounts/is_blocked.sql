-- Whether an identity is blocked: as a guest, or with the account that it is linked to. One whose time is over counts no more, before it is ended (end_blocks).
CREATE OR REPLACE FUNCTION is_blocked(p_identity_id uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT (i.blocked_at IS NOT NULL AND coalesce(i.blocked_until > now(), true)) OR (u.blocked_at IS NOT NULL AND coalesce(u.blocked_until > now(), true))
  FROM identities i LEFT JOIN users u ON u.id = i.user_id WHERE i.id = p_identity_id
$$;
