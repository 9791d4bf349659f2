-- Finds out what became of a request if the database's answer was lost. Waits for it if it is under way. A request that was not carried out is
-- closed, so that it never will be, however late its statement arrives. Both null: it was not carried out.
CREATE OR REPLACE FUNCTION close_request(p_request_key text) RETURNS TABLE (generation_id uuid, gift_id uuid) LANGUAGE plpgsql AS $$
BEGIN
  PERFORM open_request(p_request_key);
  generation_id := (SELECT g.id FROM generations g WHERE g.request_key = p_request_key);
  gift_id := (SELECT g.id FROM gifts g WHERE g.request_key = p_request_key);
  IF generation_id IS NULL AND gift_id IS NULL THEN
    INSERT INTO closed_requests (request_key) VALUES (p_request_key) ON CONFLICT DO NOTHING;
    DELETE FROM closed_requests c WHERE c.closed_at < now() - interval '1 day';
  END IF;
  RETURN NEXT;
END $$;
