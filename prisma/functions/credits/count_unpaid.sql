-- Counts unpaid credits that are held, or, if negative, that came back, for the day on which they were held. The service's counter, whose place is
-- empty, comes first, because all callers lock both in this order.
CREATE OR REPLACE FUNCTION count_unpaid(p_day date, p_place text, p_credits int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE unpaid_days SET held = greatest(held + p_credits, 0) WHERE day = p_day AND place = '';
  UPDATE unpaid_days SET held = greatest(held + p_credits, 0) WHERE day = p_day AND place = p_place AND p_place <> '';
END $$;
