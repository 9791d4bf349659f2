-- How many unpaid credits may still be held today (UTC), in one place and in the whole service, and which of the two limits it is. The day's counters
-- stay locked until the calling statement ends, so that no two requests get the same room.
CREATE OR REPLACE FUNCTION unpaid_room(p_place text, p_limits jsonb, OUT room int, OUT why text) LANGUAGE plpgsql AS $$
DECLARE
  v_day date := now() AT TIME ZONE 'UTC';
  -- A caller that gives no limits gets the usual ones.
  v_service int := coalesce((p_limits->>'perDay')::int, 2000);
  v_workspace int := coalesce((p_limits->>'perWorkspace')::int, 200);
BEGIN
  INSERT INTO unpaid_days (day, place, held) VALUES (v_day, '', 0), (v_day, p_place, 0) ON CONFLICT DO NOTHING;
  -- The service's counter, whose place is empty, comes first, because all callers lock both in this order.
  SELECT v_service - u.held, 'service_day' INTO room, why FROM unpaid_days u WHERE u.day = v_day AND u.place = '' FOR UPDATE;
  IF p_place <> '' THEN
    v_workspace := v_workspace - (SELECT held FROM unpaid_days u WHERE u.day = v_day AND u.place = p_place FOR UPDATE);
    IF v_workspace < room THEN
      room := v_workspace;
      why := 'workspace_day';
    END IF;
  END IF;
END $$;
