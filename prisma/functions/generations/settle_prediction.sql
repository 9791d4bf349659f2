-- Records how one prediction ended, keeps its images, releases the credits of those that are missing, and ends the generation with its last
-- prediction. `settled` is false if it was already settled; `next_id` is the wallet's next waiting generation, which may have room now. `onlyUnsent`:
-- not if the provider's id has become known meanwhile. `withheld`: images that the check for adult content withheld, each with its file if that is kept;
-- `unchecked`: how many it could not look at in time. A process of the version before says neither: if the pictures need the check, it stores none.
-- `pixelFound`: what a picture turned out to be when pixel art was to be made of it; of two that it may be both are kept, for nothing.
-- `description`: what a model said of a picture, in place of an image, `readable` or `sealed` in base64.
CREATE OR REPLACE FUNCTION settle_prediction(r jsonb)
RETURNS TABLE (settled boolean, finished boolean, next_id uuid) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  v_id uuid := (r->>'predictionId')::uuid;
  v_description jsonb := nullif(r->'description', 'null');
  v_stored int := jsonb_array_length(r->'assets') + (v_description IS NOT NULL)::int;
  v_withheld int := coalesce(jsonb_array_length(r->'withheld'), 0);
  p predictions;
  g generations;
  v_finished boolean;
  v_first timestamptz;
  v_hidden timestamptz;
BEGIN
  IF v_stored > 0 AND NOT r ? 'withheld' AND EXISTS (
      SELECT 1 FROM predictions y JOIN generations n ON n.id = y.generation_id WHERE y.id = v_id AND n.needs_check) THEN
    RAISE EXCEPTION 'the outputs of prediction % must be checked first', v_id;
  END IF;
  PERFORM lock_wallet_of(y.generation_id) FROM predictions y WHERE y.id = v_id;
  UPDATE predictions SET status = (r->>'status')::"PredictionStatus", lease_until = NULL, checked_at = now(), said = NULL,
      unchecked_at = NULL, predict_ms = coalesce((r->>'predictMs')::int, predict_ms)
    WHERE id = v_id AND status IN ('pending', 'submitting', 'running')
      AND (external_id IS NULL OR NOT coalesce((r->>'onlyUnsent')::boolean, false)) RETURNING * INTO p;
  IF NOT FOUND THEN RETURN QUERY SELECT false, false, NULL::uuid; RETURN; END IF;

  UPDATE generations SET stored = stored + v_stored, withheld = withheld + v_withheld,
      unchecked = unchecked + coalesce((r->>'unchecked')::int, 0), failure = coalesce(failure, r->>'failure'),
      pixel_found = coalesce(nullif(r->'pixelFound', 'null'), pixel_found),
      description = coalesce(v_description->>'readable', description),
      description_sealed = coalesce(decode(v_description->>'sealed', 'base64'), description_sealed)
    WHERE id = p.generation_id RETURNING * INTO g;
  -- The images of a request stand together and in their order, whichever run was quicker: in a list, the newest first, its first image is the newest.
  SELECT coalesce(max(a.created_at + a.position * interval '1 millisecond'), now()) INTO v_first FROM assets a WHERE a.generation_id = g.id;
  -- What shows a picture that an operator hid meanwhile is hidden as well (core/abuse/hide.ts). Whoever hides it right now waits for this, and looks again.
  IF g.tool IN ('upscale', 'cut-out', 'pixel-art', 'recolour') THEN
    SELECT s.hidden_at INTO v_hidden FROM assets s WHERE s.id = g.source_asset_id FOR SHARE;
  END IF;
  INSERT INTO assets (id, generation_id, prediction_id, user_id, project_id, position, storage_key, thumbnail_key,
                      content_type, sha256, width, height, byte_length, contract, layout, proven_at, flagged_at, hidden_at, created_at)
    SELECT a.id, p.generation_id, v_id, g.user_id, g.project_id, a.position, a."storageKey", a."thumbnailKey", a."contentType", a.sha256,
           a.width, a.height, a."byteLength", nullif(a.contract, 'null'), nullif(a.layout, 'null'), NULL, CASE WHEN a."isFlagged" THEN now() END, v_hidden, v_first - a.position * interval '1 millisecond'
    FROM jsonb_to_recordset(r->'assets') AS a(id uuid, position int, "storageKey" text, "thumbnailKey" text,
         "contentType" text, sha256 text, width int, height int, "byteLength" int, contract jsonb, layout jsonb, "isFlagged" boolean);
  DELETE FROM held_outputs WHERE prediction_id = v_id;
  INSERT INTO held_outputs (prediction_id, position, generation_id, verdict, storage_key, content_type, sha256, width, height, byte_length, withheld_at)
    SELECT v_id, h.position, g.id, 'nsfw', h."storageKey", h."contentType", h.sha256, h.width, h.height, h."byteLength", now()
    FROM jsonb_to_recordset(r->'withheld') AS h(position int, "storageKey" text, "contentType" text, sha256 text, width int, height int,
         "byteLength" int)
    WHERE h."storageKey" IS NOT NULL;
  PERFORM release_credits(g.id, g.unit_price, 'withheld:' || v_id || ':' || (h->>'position'))
    FROM jsonb_array_elements(coalesce(r->'withheld', '[]')) AS h;
  PERFORM release_credits(g.id, (p.images - v_stored - v_withheld) * g.unit_price, v_id::text);
  v_finished := finish_generation(g.id);
  IF NOT v_finished AND g.stored > 0 THEN
    -- There is something to show now, which does not wait long for what a check could not look at.
    UPDATE predictions SET next_try_at = least(next_try_at, now() + interval '2 seconds')
      WHERE generation_id = g.id AND status = 'running' AND unchecked_at IS NOT NULL;
  END IF;
  RETURN QUERY SELECT true, v_finished,
    (SELECT n.id FROM generations n WHERE n.wallet_id = g.wallet_id AND n.status = 'queued' AND n.reference_url IS NULL AND n.second_reference_url IS NULL
     ORDER BY n.priority, n.created_at LIMIT 1);
END $$;
