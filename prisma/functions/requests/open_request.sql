-- Whether a person's request may be carried out. Functions that move credits for a chat request call this first, in their transaction: until that
-- ends, close_request waits for it.
CREATE OR REPLACE FUNCTION open_request(p_request_key text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('request:' || p_request_key, 0));
  RETURN NOT EXISTS (SELECT 1 FROM closed_requests c WHERE c.request_key = p_request_key);
END $$;
