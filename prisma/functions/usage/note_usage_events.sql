-- Notes requests for the statistics of their day, but not of whoever objects, or waits for an answer about that.
-- p_secret lies in the key store: whoever has the database alone, with the day's key, is led to nobody. p_events: [{at, platform, model, command, outcome, userId, identityId}]. Returns how many were noted.
CREATE OR REPLACE FUNCTION note_usage_events(p_events jsonb, p_secret bytea) RETURNS int LANGUAGE plpgsql AS $$
DECLARE v_noted int;
BEGIN
  -- Nobody objects while this reads who does: see object_to_usage_events().
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('usage events', 0));
  -- 32 random bytes: two random UUIDs, hashed.
  INSERT INTO usage_keys (day, key)
    SELECT DISTINCT ((e->>'at')::timestamptz AT TIME ZONE 'UTC')::date, sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))
    FROM jsonb_array_elements(p_events) e
    ON CONFLICT (day) DO NOTHING;
  INSERT INTO usage_events (day, platform, model, command, outcome, pseudonym, asker)
    SELECT k.day, (e->>'platform')::"Platform", e->>'model', e->>'command', e->>'outcome', usage_pseudonym(k.key || p_secret, coalesce(u.id, i.id)),
      usage_pseudonym(k.key || p_secret, i.id)
    FROM jsonb_array_elements(p_events) e
    JOIN usage_keys k ON k.day = ((e->>'at')::timestamptz AT TIME ZONE 'UTC')::date
    JOIN identities i ON i.id = (e->>'identityId')::uuid
    LEFT JOIN users u ON u.id = i.user_id
    WHERE i.no_statistics_at IS NULL AND u.no_statistics_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM privacy_requests p WHERE p.state IN ('open', 'in_progress') AND p.kind IN ('object', 'restrict')
                        AND (p.identity_id = i.id OR p.user_id = u.id OR p.identity_id IN (SELECT o.id FROM identities o WHERE o.user_id = u.id)));
  GET DIAGNOSTICS v_noted = ROW_COUNT;
  RETURN v_noted;
END $$;
