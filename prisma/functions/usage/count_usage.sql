-- Counts the days that have ended (UTC), and deletes their events and keys; days of more than 13 months ago go. A late event of a counted day is
-- added to its sums. Returns how many rows of sums were written.
CREATE OR REPLACE FUNCTION count_usage() RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  v_today date := (now() AT TIME ZONE 'UTC')::date;
  v_rows int;
BEGIN
  WITH gone AS (
    DELETE FROM usage_events WHERE day < v_today RETURNING day, platform, model, command, outcome, pseudonym
  )
  INSERT INTO usage_days AS d (day, platform, model, command, outcome, requests, people)
    SELECT day, platform, model, command, outcome, count(*), count(DISTINCT pseudonym) FROM gone GROUP BY 1, 2, 3, 4, 5
    ON CONFLICT (day, platform, model, command, outcome) DO UPDATE
      SET requests = d.requests + excluded.requests, people = greatest(d.people, excluded.people);
  GET DIAGNOSTICS v_rows = ROW_COUNT;
  DELETE FROM usage_keys WHERE day < v_today;
  DELETE FROM usage_days WHERE day < v_today - interval '13 months';
  RETURN v_rows;
END $$;
