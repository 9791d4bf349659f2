-- The owner keeps a picture that is not as it was asked for, or gives it back: then it is deleted, and what it cost is released, under a key of its own. One
-- of the two, once; within `p_days`, after which it counts as kept. Answers kept, given_back, kept_before, given_back_before, too_late, no_offer.
CREATE OR REPLACE FUNCTION decide_offer(p_asset_id uuid, p_keeps boolean, p_days int) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  a assets;
  g generations;
BEGIN
  PERFORM lock_wallet_of(x.generation_id) FROM assets x WHERE x.id = p_asset_id;
  SELECT * INTO a FROM assets x WHERE x.id = p_asset_id FOR UPDATE;
  IF a.id IS NULL OR NOT coalesce((a.contract->>'isOffer')::boolean, false) THEN RETURN 'no_offer'; END IF;
  IF a.given_back_at IS NOT NULL THEN RETURN 'given_back_before'; END IF;
  IF a.kept_at IS NOT NULL THEN RETURN 'kept_before'; END IF;
  IF a.deleted_at IS NOT NULL THEN RETURN 'no_offer'; END IF;
  IF p_keeps THEN
    UPDATE assets SET kept_at = now() WHERE id = a.id;
    RETURN 'kept';
  END IF;
  IF a.created_at <= now() - p_days * interval '1 day' THEN RETURN 'too_late'; END IF;
  UPDATE assets SET given_back_at = now(), deleted_at = now() WHERE id = a.id;
  UPDATE generations SET stored = stored - 1, failure = coalesce(failure, 'bad_output'),
      status = CASE WHEN stored = 1 AND status = 'succeeded' THEN 'failed' ELSE status END
    WHERE id = a.generation_id RETURNING * INTO g;
  PERFORM release_credits(g.id, g.unit_price, 'given_back:' || p_asset_id);
  RETURN 'given_back';
END $$;
