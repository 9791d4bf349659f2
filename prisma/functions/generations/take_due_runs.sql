-- For a process of the version before: take_wanted_runs() with what that version knows. What it does not know, it would leave out: a second picture, a
-- negative prompt, a strength, exact pixels, words from a picture. Such a request waits for a process of this version.
CREATE OR REPLACE FUNCTION take_due_runs(p_generation_id uuid, p_max_running jsonb, p_lease_ms int)
RETURNS TABLE (prediction_id uuid, slot int, images int, seed int, lease_until timestamptz, unclear_ms float8, started_at timestamptz,
               tried_ms float8, cancel_requested boolean, model text, prompt text, size text, format text, input_image_key text,
               input_image_url text) LANGUAGE sql AS $$
  SELECT r.prediction_id, r.slot, r.images, r.seed, r.lease_until, r.unclear_ms, r.started_at, r.tried_ms, r.cancel_requested, r.model,
    stored_text(g.prompt, g.prompt_sealed), r.size, g.format, r.input_image_key, r.input_image_url
  FROM generations g CROSS JOIN LATERAL claim_runs(g.id, p_max_running, p_lease_ms) r
  WHERE g.id = p_generation_id AND g.second_reference_url IS NULL AND g.second_image_key IS NULL AND g.negative_prompt = ''
    AND g.negative_prompt_sealed IS NULL AND g.strength IS NULL AND g.size !~ '^\d' AND g.tool IS DISTINCT FROM 'describe'
$$;
