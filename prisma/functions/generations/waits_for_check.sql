-- Whether all that a generation still waits for is a check that could not look: its pictures are made. It takes none of its wallet's running places then.
-- IS TRUE: or the planner, which after a burst knows of next to nothing that is open, reads all that is open for each generation.
CREATE OR REPLACE FUNCTION waits_for_check(p_generation_id uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(bool_and(p.unchecked_at IS NOT NULL), false) FROM predictions p
  WHERE p.generation_id = p_generation_id AND (p.status IN ('pending', 'submitting', 'running')) IS TRUE
$$;
