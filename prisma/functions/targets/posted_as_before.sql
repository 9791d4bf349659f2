-- For one release: processes of the previous version write into the delivery which message shows which pictures; it becomes a chat message.
CREATE OR REPLACE FUNCTION posted_as_before() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  m jsonb;
  v_target_id uuid;
BEGIN
  IF NEW.status = 'delivered' AND NEW.message_id IS NOT NULL AND NEW.posted IS DISTINCT FROM OLD.posted THEN
    INSERT INTO chat_messages (target_id, message_id, generation_id, asset_ids, uploads)
      VALUES (NEW.target_id, NEW.message_id, NEW.generation_id, NEW.posted, NEW.uploads)
      ON CONFLICT (target_id, message_id) DO UPDATE SET asset_ids = excluded.asset_ids, uploads = excluded.uploads;
  END IF;
  -- Posted by a process that had lost its hold, to a target that has no other message.
  FOR m IN SELECT e FROM jsonb_array_elements(NEW.earlier) AS e WHERE NOT EXISTS (
      SELECT 1 FROM chat_messages c WHERE c.generation_id = NEW.generation_id AND c.message_id = e->>'messageId') LOOP
    INSERT INTO reply_targets (id, platform, workspace_id, channel_id, thread_id, user_id)
      VALUES (gen_random_uuid(), coalesce((m->>'platform')::"Platform", NEW.platform), coalesce(m->>'teamId', ''),
              split_part(m->>'channelId', '/', 1), nullif(split_part(m->>'channelId', '/', 2), ''), NEW.user_id)
      RETURNING id INTO v_target_id;
    INSERT INTO chat_messages (target_id, message_id, generation_id, asset_ids, uploads)
      VALUES (v_target_id, m->>'messageId', NEW.generation_id, ARRAY(SELECT jsonb_array_elements_text(m->'posted'))::uuid[],
              ARRAY(SELECT jsonb_array_elements_text(m->'uploads')));
  END LOOP;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER deliveries_post_as_before AFTER UPDATE ON deliveries FOR EACH ROW
  WHEN (pg_trigger_depth() = 0 AND ROW(NEW.posted, NEW.earlier) IS DISTINCT FROM ROW(OLD.posted, OLD.earlier))
  EXECUTE FUNCTION posted_as_before();

-- Messages posted after the migration and before this function.
INSERT INTO chat_messages (target_id, message_id, generation_id, asset_ids, uploads)
  SELECT target_id, message_id, generation_id, posted, uploads FROM deliveries d
  WHERE status = 'delivered' AND message_id IS NOT NULL AND target_id IS NOT NULL AND posted <> '{}'
  ON CONFLICT DO NOTHING;
