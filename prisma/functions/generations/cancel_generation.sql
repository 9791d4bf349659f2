-- The owner cancels a generation, from chat or from the web: unsent runs end now, the rest when the provider confirms.
-- outcome: canceled, canceling, too_late, not_yours.
CREATE OR REPLACE FUNCTION cancel_generation(p_generation_id uuid, p_identity_id uuid, p_user_id uuid)
RETURNS TABLE (outcome text) LANGUAGE plpgsql AS $$
DECLARE
  g generations;
  v_images int;
  v_first text;
BEGIN
  PERFORM lock_wallet_of(p_generation_id);
  SELECT * INTO g FROM generations WHERE id = p_generation_id;
  IF g.id IS NULL OR NOT coalesce(CASE WHEN g.user_id IS NULL THEN g.identity_id = p_identity_id ELSE g.user_id = p_user_id END,
                                  false) THEN
    RETURN QUERY SELECT 'not_yours'; RETURN;
  END IF;
  IF g.finished_at IS NOT NULL THEN
    RETURN QUERY SELECT CASE WHEN g.status = 'canceled' THEN 'canceled' ELSE 'too_late' END; RETURN;
  END IF;
  UPDATE generations SET cancel_requested_at = coalesce(cancel_requested_at, now()) WHERE id = g.id;
  WITH ended AS (UPDATE predictions SET status = 'canceled', checked_at = now()
                 WHERE generation_id = g.id AND status = 'pending' RETURNING id, images)
    SELECT coalesce(sum(images), 0), min(id::text) INTO v_images, v_first FROM ended;
  PERFORM release_credits(g.id, v_images * g.unit_price, 'cancel:' || v_first);
  RETURN QUERY SELECT CASE WHEN finish_generation(g.id) THEN 'canceled' ELSE 'canceling' END;
END $$;
