-- Takes back a posted picture that cannot be decoded: it is deleted, and what it cost is released, under a key of its own. False if it was deleted, or
-- decoded, meanwhile.
CREATE OR REPLACE FUNCTION break_asset(p_asset_id uuid) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE g generations;
BEGIN
  PERFORM lock_wallet_of(a.generation_id) FROM assets a WHERE a.id = p_asset_id;
  UPDATE assets SET broken_at = now(), deleted_at = now()
    WHERE id = p_asset_id AND generation_id IS NOT NULL AND proven_at IS NULL AND deleted_at IS NULL;
  IF NOT FOUND THEN RETURN false; END IF;
  UPDATE generations SET stored = stored - 1, failure = coalesce(failure, 'bad_output'),
      status = CASE WHEN stored = 1 AND status = 'succeeded' THEN 'failed' ELSE status END
    WHERE id = (SELECT a.generation_id FROM assets a WHERE a.id = p_asset_id) RETURNING * INTO g;
  PERFORM release_credits(g.id, g.unit_price, 'broken:' || p_asset_id);
  RETURN true;
END $$;
