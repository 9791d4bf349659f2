-- Whether somebody may ask for anything now: blocked, as a person or where they are; and what was refused to them before (strikes_of). `p_place_hash` is the
-- keyed hash of the server or workspace.
CREATE OR REPLACE FUNCTION abuse_standing(p_identity_id uuid, p_user_id uuid, p_place_hash bytea)
RETURNS TABLE (blocked boolean, blocked_until timestamptz, cause text, place_blocked boolean, day int, since_last_ms float8) LANGUAGE sql STABLE AS $$
  WITH me AS (
    SELECT coalesce(p_user_id, (SELECT i.user_id FROM identities i WHERE i.id = p_identity_id)) AS user_id),
  blocks AS (
    SELECT i.blocked_at, i.blocked_until, i.block_cause::text AS cause FROM identities i WHERE i.id = p_identity_id
    UNION ALL
    SELECT u.blocked_at, u.blocked_until, u.block_cause::text FROM users u, me WHERE u.id = me.user_id),
  longest AS (
    SELECT b.blocked_until, b.cause FROM blocks b
    WHERE b.blocked_at IS NOT NULL AND (b.blocked_until IS NULL OR b.blocked_until > now())
    ORDER BY b.blocked_until DESC NULLS FIRST LIMIT 1)
  SELECT EXISTS (SELECT FROM longest), (SELECT l.blocked_until FROM longest l), (SELECT l.cause FROM longest l),
    EXISTS (SELECT FROM workspaces w WHERE w.external_id_hash = p_place_hash AND w.blocked_at IS NOT NULL
            AND (w.blocked_until IS NULL OR w.blocked_until > now())),
    s.day, s.since_last_ms
  FROM me, strikes_of(p_identity_id, me.user_id) s
$$;
