-- Takes a generation's unsent predictions for submission, unless its wallet already runs as many as its plan allows (`p_max_running`: a number for
-- each plan). `resumed` marks a prediction whose earlier submitter vanished: it may have been sent, and must be looked for first. Takes nothing while
-- its reference image is not yet fetched. Called by processes of the previous version, which send without checking their claim again: so each claim
-- counts as a creation.
CREATE OR REPLACE FUNCTION claim_generation(p_generation_id uuid, p_max_running jsonb, p_lease_ms int)
RETURNS TABLE (prediction_id uuid, slot int, images int, seed int, resumed boolean, model text, prompt text, size text,
               input_image_key text, input_image_url text, asked_at timestamptz) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE g generations;
BEGIN
  PERFORM lock_wallet_of(p_generation_id);
  SELECT * INTO g FROM generations WHERE id = p_generation_id;
  IF g.status = 'queued' THEN
    IF g.reference_url IS NOT NULL OR g.second_reference_url IS NOT NULL THEN RETURN; END IF;
    IF (SELECT count(*) FROM generations WHERE wallet_id = g.wallet_id AND status = 'running')
        >= (p_max_running->>wallet_plan(g.wallet_id))::int THEN
      RETURN;
    END IF;
    UPDATE generations SET status = 'running', started_at = now() WHERE id = p_generation_id;
  ELSIF g.status IS DISTINCT FROM 'running' THEN
    RETURN;
  END IF;
  RETURN QUERY
    WITH free AS (
      SELECT p.id, p.status FROM predictions p
      WHERE p.generation_id = p_generation_id
        AND (p.status = 'pending' OR (p.status = 'submitting' AND p.lease_until < now()))
      FOR UPDATE)
    UPDATE predictions p SET status = 'submitting', lease_until = now() + p_lease_ms * interval '1 millisecond',
      posted_until = now() + p_lease_ms * interval '1 millisecond', posts = p.posts + 1
    FROM free WHERE p.id = free.id
    RETURNING p.id, p.slot, p.images, p.seed, free.status = 'submitting', g.model, g.prompt, g.size, g.input_image_key,
              g.input_image_url, g.created_at;
END $$;
