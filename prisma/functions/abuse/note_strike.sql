-- Notes once that something was refused to a person, for their account and each of its identities, so that it goes along with any of them. With `p_block_at`
-- points in a week they are blocked for so long. Returns what their points are now, in the last day and the last week, and whether this blocked them.
CREATE OR REPLACE FUNCTION note_strike(p_key bytea, p_identity_id uuid, p_user_id uuid, p_points int, p_block_at int, p_block_ms int)
RETURNS TABLE (is_new boolean, day int, has_blocked boolean) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  v_user_id uuid := coalesce(p_user_id, (SELECT i.user_id FROM identities i WHERE i.id = p_identity_id));
  v_until timestamptz := now() + p_block_ms * interval '1 millisecond';
  v_points record;
  v_is_new boolean;
BEGIN
  INSERT INTO strikes (key, user_id, points) SELECT p_key, u.id, p_points FROM users u WHERE u.id = v_user_id ON CONFLICT DO NOTHING;
  v_is_new := FOUND;
  INSERT INTO strikes (key, identity_id, points)
    SELECT p_key, i.id, p_points FROM identities i WHERE i.id = p_identity_id OR i.user_id = v_user_id ON CONFLICT DO NOTHING;
  v_is_new := v_is_new OR FOUND;
  SELECT * INTO v_points FROM strikes_of(p_identity_id, v_user_id);
  IF v_is_new AND v_points.week >= p_block_at THEN
    IF v_user_id IS NULL THEN
      UPDATE identities SET blocked_at = now(), blocked_until = v_until, block_cause = 'refusals'
        WHERE id = p_identity_id AND (blocked_at IS NULL OR blocked_until <= now());
    ELSE
      UPDATE users SET blocked_at = now(), blocked_until = v_until, block_cause = 'refusals'
        WHERE id = v_user_id AND (blocked_at IS NULL OR blocked_until <= now());
    END IF;
    RETURN QUERY SELECT v_is_new, v_points.day, FOUND; RETURN;
  END IF;
  RETURN QUERY SELECT v_is_new, v_points.day, false;
END $$;
