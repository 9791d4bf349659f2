-- Marks an event as handled, in the transaction that it caused. Without an event, something else triggered the check.
CREATE OR REPLACE FUNCTION mark_event(p_event_id text) RETURNS void LANGUAGE sql AS $$
  UPDATE stripe_events SET handled_at = now() WHERE id = p_event_id AND handled_at IS NULL
$$;
