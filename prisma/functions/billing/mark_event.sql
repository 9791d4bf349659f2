-- Said in the transaction that the event caused. No event: something else had us look.
CREATE OR REPLACE FUNCTION mark_event(p_event_id text) RETURNS void LANGUAGE sql AS $$
  UPDATE stripe_events SET handled_at = now() WHERE id = p_event_id AND handled_at IS NULL
$$;
