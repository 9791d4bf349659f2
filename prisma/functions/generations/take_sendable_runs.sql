-- Takes a generation's unsent predictions for submission, unless its wallet already runs as many as its plan allows (`p_max_running`: a number for
-- each plan). `lease_until` is the end of the claim, and its unique name. `unclear_ms`: an earlier creation may have reached the provider, and for
-- this long none has been on its way; it must be looked for. Null: surely nothing was sent. `tried_ms`: how long the provider has been asked. Both by
-- this clock only. `permitted`: nothing stands between the claim and its creation (no picture is to be uploaded, nothing to be looked for, nobody
-- called it off), so that the creation counts as sent from now on, as the `posts`th; else permission must be asked for directly before it is sent.
-- `prompt`, `negative_prompt`: as stored_text() answers them. `format`: best or png; null in a row of an older version, which asked for PNG.
-- `strength`: null where the model decides.
CREATE OR REPLACE FUNCTION take_sendable_runs(p_generation_id uuid, p_max_running jsonb, p_lease_ms int)
RETURNS TABLE (prediction_id uuid, slot int, images int, seed int, lease_until timestamptz, unclear_ms float8, permitted boolean, posts int,
               started_at timestamptz, tried_ms float8, cancel_requested boolean, model text, prompt text, negative_prompt text, size text,
               format text, input_image_key text, input_image_url text, strength float8) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  g generations;
  v_at_once boolean;
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
  v_at_once := g.input_image_key IS NULL AND g.second_image_key IS NULL AND g.cancel_requested_at IS NULL;
  RETURN QUERY
    WITH free AS (
      SELECT p.id, CASE WHEN p.status = 'submitting' THEN p.posted_until END AS posted_until FROM predictions p
      WHERE p.generation_id = p_generation_id AND p.status IN ('pending', 'submitting')
        AND (p.lease_until IS NULL OR p.lease_until < now())
      FOR UPDATE),
    taken AS (SELECT f.*, v_at_once AND f.posted_until IS NULL AS permitted FROM free f)
    UPDATE predictions p SET status = 'submitting', lease_until = now() + p_lease_ms * interval '1 millisecond',
      posted_until = CASE WHEN taken.permitted THEN now() + p_lease_ms * interval '1 millisecond' ELSE p.posted_until END,
      posts = p.posts + taken.permitted::int
    FROM taken WHERE p.id = taken.id
    RETURNING p.id, p.slot, p.images, p.seed, p.lease_until, (extract(epoch FROM now() - taken.posted_until) * 1000)::float8,
      taken.permitted, p.posts, g.started_at, (extract(epoch FROM now() - g.started_at) * 1000)::float8, g.cancel_requested_at IS NOT NULL,
      g.model, stored_text(g.prompt, g.prompt_sealed), stored_text(g.negative_prompt, g.negative_prompt_sealed), g.size, g.format,
      g.input_image_key, g.input_image_url, g.strength;
END $$;
