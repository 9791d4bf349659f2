-- Takes a generation's unsent predictions for submission, unless its wallet already runs as many as its plan allows (`p_max_running`: a number for
-- each plan). `lease_until` is the end of the claim, and its unique name. `unclear_ms`: an earlier creation may have reached the provider, and for
-- this long none has been on its way; it must be looked for. Null: surely nothing was sent. `tried_ms`: how long the provider has been asked. Both by
-- this clock only. `prompt`, `negative_prompt`: as stored_text() answers them. `format`: best or png; null in a row of an older version, which asked
-- for PNG. `strength`: null where the model decides.
CREATE OR REPLACE FUNCTION take_wanted_runs(p_generation_id uuid, p_max_running jsonb, p_lease_ms int)
RETURNS TABLE (prediction_id uuid, slot int, images int, seed int, lease_until timestamptz, unclear_ms float8, started_at timestamptz,
               tried_ms float8, cancel_requested boolean, model text, prompt text, negative_prompt text, size text, format text,
               input_image_key text, input_image_url text, strength float8) LANGUAGE sql AS $$
  SELECT r.prediction_id, r.slot, r.images, r.seed, r.lease_until, r.unclear_ms, r.started_at, r.tried_ms, r.cancel_requested, r.model,
    stored_text(g.prompt, g.prompt_sealed), stored_text(g.negative_prompt, g.negative_prompt_sealed), r.size, g.format, r.input_image_key,
    r.input_image_url, g.strength
  FROM claim_runs(p_generation_id, p_max_running, p_lease_ms) r JOIN generations g ON g.id = p_generation_id
$$;
