-- Of two pictures of which one is right, the owner keeps this one, and the other is deleted; once. Answers chosen, chosen_before, other_chosen, no_choice.
CREATE OR REPLACE FUNCTION choose_candidate(p_asset_id uuid) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  a assets;
BEGIN
  PERFORM lock_wallet_of(x.generation_id) FROM assets x WHERE x.id = p_asset_id;
  SELECT * INTO a FROM assets x WHERE x.id = p_asset_id FOR UPDATE;
  IF a.id IS NULL OR NOT coalesce((a.contract->>'isCandidate')::boolean, false) THEN RETURN 'no_choice'; END IF;
  IF EXISTS (SELECT 1 FROM assets o WHERE o.generation_id = a.generation_id AND o.id <> a.id AND o.kept_at IS NOT NULL) THEN
    RETURN 'other_chosen';
  END IF;
  IF a.deleted_at IS NOT NULL THEN RETURN 'no_choice'; END IF;
  IF a.kept_at IS NOT NULL THEN RETURN 'chosen_before'; END IF;
  UPDATE assets SET kept_at = now() WHERE id = a.id;
  UPDATE assets SET deleted_at = now() WHERE generation_id = a.generation_id AND id <> a.id AND deleted_at IS NULL;
  UPDATE generations SET stored = 1 WHERE id = a.generation_id;
  RETURN 'chosen';
END $$;
