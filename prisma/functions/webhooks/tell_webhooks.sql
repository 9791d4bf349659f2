-- Writes down, with the end of a request and so never without it, which of its account's webhooks are to be told (core/webhooks).
CREATE OR REPLACE FUNCTION tell_webhooks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO webhook_deliveries (id, endpoint_id, event, generation_id, since, next_try_at, created_at)
    SELECT gen_random_uuid(), e.id, 'generation.' || NEW.status::text, NEW.id, now(), now(), now()
    FROM webhook_endpoints e
    WHERE e.user_id = NEW.user_id AND e.disabled_at IS NULL AND 'generation.' || NEW.status::text = ANY(e.events)
      AND NOT is_leaving(NULL, NEW.user_id);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER generations_tell_webhooks AFTER UPDATE OF status ON generations
  FOR EACH ROW WHEN (NEW.user_id IS NOT NULL AND OLD.finished_at IS NULL AND NEW.finished_at IS NOT NULL)
  EXECUTE FUNCTION tell_webhooks();
