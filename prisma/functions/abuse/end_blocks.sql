-- Ends the blocks whose time is over, of people and of places. Returns how many there were.
CREATE OR REPLACE FUNCTION end_blocks() RETURNS int LANGUAGE sql AS $$
  WITH i AS (UPDATE identities SET blocked_at = NULL, blocked_until = NULL, block_cause = NULL WHERE blocked_until <= now() RETURNING 1),
    u AS (UPDATE users SET blocked_at = NULL, blocked_until = NULL, block_cause = NULL WHERE blocked_until <= now() RETURNING 1),
    w AS (UPDATE workspaces SET blocked_at = NULL, blocked_until = NULL WHERE blocked_until <= now() RETURNING 1)
  SELECT ((SELECT count(*) FROM i) + (SELECT count(*) FROM u) + (SELECT count(*) FROM w))::int
$$;
