-- A person objects to statistics: from now on they are left out, and their events of days not yet counted are taken out. Or they no longer do.
-- An account's objection is that of its chat identities; an identity's reaches what it did today in an account that it is no longer linked to.
-- Returns how many events were taken out; those of an earlier version have a pseudonym without the secret, or none of the asker.
CREATE OR REPLACE FUNCTION object_to_usage_events(p_user_id uuid, p_identity_id uuid, p_objects boolean, p_secret bytea) RETURNS int LANGUAGE plpgsql AS $$
DECLARE v_gone int := 0;
BEGIN
  -- What is being noted at this moment is there before it is taken out.
  IF p_objects THEN PERFORM pg_advisory_xact_lock(hashtextextended('usage events', 0)); END IF;
  UPDATE users SET no_statistics_at = CASE WHEN p_objects THEN coalesce(no_statistics_at, now()) END WHERE id = p_user_id;
  UPDATE identities SET no_statistics_at = CASE WHEN p_objects THEN coalesce(no_statistics_at, now()) END
    WHERE id = p_identity_id OR user_id = p_user_id;
  IF p_objects THEN
    WITH theirs AS (
      SELECT k.day, usage_pseudonym(with_or_without, person) AS pseudonym FROM usage_keys k, unnest(ARRAY[k.key, k.key || p_secret]) with_or_without, (
        SELECT p_user_id AS person UNION SELECT p_identity_id UNION SELECT i.id FROM identities i WHERE i.user_id = p_user_id) people
      WHERE person IS NOT NULL)
    DELETE FROM usage_events e WHERE e.id IN (
      SELECT o.id FROM theirs t JOIN usage_events o ON o.day = t.day AND o.pseudonym = t.pseudonym
      UNION SELECT o.id FROM theirs t JOIN usage_events o ON o.day = t.day AND o.asker = t.pseudonym);
    GET DIAGNOSTICS v_gone = ROW_COUNT;
  END IF;
  RETURN v_gone;
END $$;
