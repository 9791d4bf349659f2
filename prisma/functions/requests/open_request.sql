-- Whether a request of a person may be carried out. Called first by what moves credits at a request of chat, in its transaction: from
-- then until its end close_request waits for it.
CREATE OR REPLACE FUNCTION open_request(p_request_key text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('request:' || p_request_key, 0));
  RETURN NOT EXISTS (SELECT 1 FROM closed_requests c WHERE c.request_key = p_request_key);
END $$;
