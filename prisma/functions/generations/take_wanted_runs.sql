-- For a process of the version before: take_sendable_runs() with what that version knows. What it does not know, it would leave out: a second picture to
-- begin with, but for an edit, and a third one. Such a request waits for a process of this version.
CREATE OR REPLACE FUNCTION take_wanted_runs(p_generation_id uuid, p_max_running jsonb, p_lease_ms int)
RETURNS TABLE (prediction_id uuid, slot int, images int, seed int, lease_until timestamptz, unclear_ms float8, started_at timestamptz,
               tried_ms float8, cancel_requested boolean, model text, prompt text, negative_prompt text, size text, format text,
               input_image_key text, input_image_url text, strength float8) LANGUAGE sql AS $$
  SELECT r.prediction_id, r.slot, r.images, r.seed, r.lease_until, r.unclear_ms, r.started_at, r.tried_ms, r.cancel_requested, r.model,
    stored_text(g.prompt, g.prompt_sealed), stored_text(g.negative_prompt, g.negative_prompt_sealed), r.size, g.format, r.input_image_key,
    r.input_image_url, g.strength
  FROM generations g CROSS JOIN LATERAL claim_runs(g.id, p_max_running, p_lease_ms) r
  WHERE g.id = p_generation_id AND (g.second_image_key IS NULL OR g.tool IS NOT DISTINCT FROM 'edit') AND g.third_image_key IS NULL
$$;
