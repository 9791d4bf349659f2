-- By when a request must be answered: 30 days, or one calendar month where that is earlier (31 January: 28 February), counted in UTC.
-- The table's check says the same.
CREATE OR REPLACE FUNCTION privacy_due_at(p_received_at timestamptz) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS $$
  SELECT least((p_received_at AT TIME ZONE 'UTC' + interval '30 days') AT TIME ZONE 'UTC',
               (p_received_at AT TIME ZONE 'UTC' + interval '1 month') AT TIME ZONE 'UTC')
$$;
