-- Before identities are erased: remembers under `p_marks`, in the order of `p_identity_ids`, what they had for nothing, and whether they are blocked, so
-- that an erasure brings nobody free credits again, and lifts no block. What was remembered before is remembered on.
CREATE OR REPLACE FUNCTION remember_people(p_identity_ids uuid[], p_marks bytea[]) RETURNS int LANGUAGE sql AS $$
  WITH kept AS (
    INSERT INTO remembered_people AS r (mark, had_trial, free_month, is_blocked, until)
    SELECT p.mark,
      EXISTS (SELECT 1 FROM lots l WHERE l.grant_key = 'trial:' || p.id),
      (SELECT max(f.month) FROM free_months f WHERE f.identity_id = p.id),
      is_blocked(p.id), now() + interval '13 months'
    FROM unnest(p_identity_ids, p_marks) AS p(id, mark)
    ON CONFLICT (mark) DO UPDATE SET had_trial = r.had_trial OR EXCLUDED.had_trial, free_month = greatest(r.free_month, EXCLUDED.free_month),
      is_blocked = EXCLUDED.is_blocked, until = EXCLUDED.until
    RETURNING 1)
  SELECT count(*)::int FROM kept
$$;
