-- Before identities of one person are erased: remembers under each of `p_marks`, in the order of `p_identity_ids`, what any of them or their account had
-- for nothing, and whether they are blocked, so that an erasure brings nobody free credits again, and lifts no block. What was remembered before is remembered on.
CREATE OR REPLACE FUNCTION remember_people(p_identity_ids uuid[], p_marks bytea[]) RETURNS int LANGUAGE sql AS $$
  WITH kept AS (
    INSERT INTO remembered_people AS r (mark, had_trial, free_month, is_blocked, blocked_until, erased_at, until)
    SELECT p.mark,
      EXISTS (SELECT 1 FROM lots l JOIN unnest(p_identity_ids) each(id) ON l.grant_key = 'trial:' || each.id),
      greatest(
        (SELECT max(f.month) FROM free_months f WHERE f.identity_id = ANY(p_identity_ids)
           OR f.user_id IN (SELECT i.user_id FROM identities i WHERE i.id = ANY(p_identity_ids))),
        (SELECT max(u.had_free_month) FROM users u JOIN identities i ON i.user_id = u.id WHERE i.id = ANY(p_identity_ids))),
      is_blocked(p.id), (SELECT CASE WHEN i.blocked_at IS NOT NULL THEN i.blocked_until ELSE u.blocked_until END
        FROM identities i LEFT JOIN users u ON u.id = i.user_id WHERE i.id = p.id), now(), now() + interval '13 months'
    FROM unnest(p_identity_ids, p_marks) AS p(id, mark)
    ON CONFLICT (mark) DO UPDATE SET had_trial = r.had_trial OR EXCLUDED.had_trial, free_month = greatest(r.free_month, EXCLUDED.free_month),
      is_blocked = EXCLUDED.is_blocked, blocked_until = EXCLUDED.blocked_until, erased_at = EXCLUDED.erased_at, until = EXCLUDED.until
    RETURNING 1)
  SELECT count(*)::int FROM kept
$$;
