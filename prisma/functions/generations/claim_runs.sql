-- Takes a generation's unsent predictions for submission, unless its wallet already runs as many as its plan allows (`p_max_running`: a number for
-- each plan). `lease_until` is the end of the claim, and its unique name. `unclear_ms`: an earlier creation may have reached the provider, and for
-- this long none has been on its way; it must be looked for. Null: surely nothing was sent. `tried_ms`: how long the provider has been asked. Both by
-- this clock only.
CREATE OR REPLACE FUNCTION claim_runs(p_generation_id uuid, p_max_running jsonb, p_lease_ms int)
RETURNS TABLE (prediction_id uuid, slot int, images int, seed int, lease_until timestamptz, unclear_ms float8, started_at timestamptz,
               tried_ms float8, cancel_requested boolean, model text, prompt text, size text, input_image_key text,
               input_image_url text) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE g generations;
BEGIN
  PERFORM lock_wallet_of(p_generation_id);
  SELECT * INTO g FROM generations WHERE id = p_generation_id;
  IF g.status = 'queued' THEN
    IF g.reference_url IS NOT NULL OR g.second_reference_url IS NOT NULL THEN RETURN; END IF;
    IF (SELECT count(*) FROM generations o WHERE o.wallet_id = g.wallet_id AND o.status = 'running' AND NOT waits_for_check(o.id))
        >= (p_max_running->>wallet_plan(g.wallet_id))::int THEN
      RETURN;
    END IF;
    UPDATE generations SET status = 'running', started_at = now() WHERE id = p_generation_id RETURNING * INTO g;
  ELSIF g.status IS DISTINCT FROM 'running' THEN
    RETURN;
  END IF;
  RETURN QUERY
    WITH free AS (
      SELECT p.id, CASE WHEN p.status = 'submitting' THEN p.posted_until END AS posted_until FROM predictions p
      WHERE p.generation_id = p_generation_id AND p.status IN ('pending', 'submitting')
        AND (p.lease_until IS NULL OR p.lease_until < now())
      FOR UPDATE)
    UPDATE predictions p SET status = 'submitting', lease_until = now() + p_lease_ms * interval '1 millisecond'
    FROM free WHERE p.id = free.id
    RETURNING p.id, p.slot, p.images, p.seed, p.lease_until, (extract(epoch FROM now() - free.posted_until) * 1000)::float8, g.started_at,
              (extract(epoch FROM now() - g.started_at) * 1000)::float8, g.cancel_requested_at IS NOT NULL, g.model, g.prompt, g.size,
              g.input_image_key, g.input_image_url;
END $$;
