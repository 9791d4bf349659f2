-- Ends a generation if all its predictions have ended. Returns whether it has ended now.
CREATE OR REPLACE FUNCTION finish_generation(p_generation_id uuid) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM predictions
             WHERE generation_id = p_generation_id AND status IN ('pending', 'submitting', 'running')) THEN
    RETURN false;
  END IF;
  UPDATE generations SET finished_at = now(), status = CASE
      WHEN stored > 0 THEN 'succeeded'::"GenerationStatus"
      WHEN cancel_requested_at IS NOT NULL THEN 'canceled'
      ELSE 'failed' END
    WHERE id = p_generation_id AND finished_at IS NULL;
  RETURN true;
END $$;
