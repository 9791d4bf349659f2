-- For one release: processes of the previous version read a message that shows pictures in its delivery.
CREATE OR REPLACE FUNCTION message_as_before() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE deliveries SET posted = NEW.asset_ids
    WHERE generation_id = NEW.generation_id AND target_id = NEW.target_id AND message_id = NEW.message_id;
  IF NOT FOUND AND TG_OP = 'INSERT' THEN
    UPDATE deliveries d SET earlier = d.earlier || jsonb_build_object('platform', t.platform,
        'teamId', CASE t.platform WHEN 'discord' THEN '' ELSE t.workspace_id END,
        'channelId', t.channel_id || coalesce('/' || t.thread_id, ''), 'messageId', NEW.message_id,
        'uploads', NEW.uploads, 'posted', NEW.asset_ids)
      FROM reply_targets t WHERE d.generation_id = NEW.generation_id AND t.id = NEW.target_id;
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER chat_messages_as_before AFTER INSERT OR UPDATE ON chat_messages FOR EACH ROW WHEN (pg_trigger_depth() = 0)
  EXECUTE FUNCTION message_as_before();
