-- Records how one prediction ended, keeps its images, releases the credits of those that are missing, and ends the generation with its last
-- prediction. `settled` is false if it was already settled; `next_id` is the wallet's next waiting generation, which may have room now. `onlyUnsent`:
-- not if the provider's id has become known meanwhile.
CREATE OR REPLACE FUNCTION settle_prediction(r jsonb)
RETURNS TABLE (settled boolean, finished boolean, next_id uuid) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  v_id uuid := (r->>'predictionId')::uuid;
  v_stored int := jsonb_array_length(r->'assets');
  p predictions;
  g generations;
  v_finished boolean;
BEGIN
  PERFORM lock_wallet_of(y.generation_id) FROM predictions y WHERE y.id = v_id;
  UPDATE predictions SET status = (r->>'status')::"PredictionStatus", lease_until = NULL, checked_at = now(), said = NULL,
      predict_ms = (r->>'predictMs')::int
    WHERE id = v_id AND status IN ('pending', 'submitting', 'running')
      AND (external_id IS NULL OR NOT coalesce((r->>'onlyUnsent')::boolean, false)) RETURNING * INTO p;
  IF NOT FOUND THEN RETURN QUERY SELECT false, false, NULL::uuid; RETURN; END IF;

  UPDATE generations SET stored = stored + v_stored, failure = coalesce(failure, r->>'failure')
    WHERE id = p.generation_id RETURNING * INTO g;
  INSERT INTO assets (id, generation_id, prediction_id, user_id, project_id, position, storage_key, thumbnail_key,
                      content_type, sha256, width, height, byte_length, proven_at)
    SELECT a.id, p.generation_id, v_id, g.user_id, g.project_id, a.position, a."storageKey", a."thumbnailKey", a."contentType", a.sha256,
           a.width, a.height, a."byteLength", NULL
    FROM jsonb_to_recordset(r->'assets') AS a(id uuid, position int, "storageKey" text, "thumbnailKey" text,
         "contentType" text, sha256 text, width int, height int, "byteLength" int);
  PERFORM release_credits(g.id, (p.images - v_stored) * g.unit_price, v_id::text);
  v_finished := finish_generation(g.id);
  RETURN QUERY SELECT true, v_finished,
    (SELECT n.id FROM generations n WHERE n.wallet_id = g.wallet_id AND n.status = 'queued' AND n.reference_url IS NULL
     ORDER BY n.priority, n.created_at LIMIT 1);
END $$;
