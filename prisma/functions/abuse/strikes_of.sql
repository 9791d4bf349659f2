-- What was refused to a person, an account with all its identities or a guest, in points: in the last day and the last week; and how long ago the last
-- was. Refusals of an identity count where it goes.
CREATE OR REPLACE FUNCTION strikes_of(p_identity_id uuid, p_user_id uuid)
RETURNS TABLE (day int, week int, since_last_ms float8) LANGUAGE sql STABLE AS $$
  WITH each AS (
    SELECT s.key, max(s.points) AS points, max(s.created_at) AS at FROM strikes s
    WHERE s.created_at > now() - interval '7 days' AND (s.user_id = p_user_id OR s.identity_id = p_identity_id
      OR s.identity_id IN (SELECT i.id FROM identities i WHERE i.user_id = p_user_id))
    GROUP BY s.key)
  SELECT coalesce(sum(points) FILTER (WHERE at > now() - interval '1 day'), 0)::int, coalesce(sum(points), 0)::int,
    (extract(epoch FROM now() - max(at)) * 1000)::float8
  FROM each
$$;
