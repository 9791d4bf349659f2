-- For one release: processes of the previous version read changes of a reply target in the row that it belongs to.
CREATE OR REPLACE FUNCTION target_as_before() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_team text := CASE NEW.platform WHEN 'discord' THEN '' ELSE NEW.workspace_id END;
  v_channel text := NEW.channel_id || coalesce('/' || NEW.thread_id, '');
BEGIN
  -- What is sealed is not readable in the old columns either.
  UPDATE deliveries SET team_id = v_team, guild_id = CASE NEW.platform WHEN 'discord' THEN nullif(NEW.workspace_id, '') END, channel_id = v_channel, user_id = NEW.user_id, reply_token = NEW.reply_token WHERE target_id = NEW.id;
  IF FOUND THEN RETURN NULL; END IF; -- a target belongs to one row, and most to a delivery
  UPDATE checkouts SET team_id = v_team, channel_id = v_channel, chat_user_id = NEW.user_id, reply_token = NEW.reply_token WHERE target_id = NEW.id;
  UPDATE link_requests SET channel_id = v_channel, reply_token = NEW.reply_token WHERE target_id = NEW.id;
  UPDATE pay_requests SET channel_id = v_channel, reply_token = NEW.reply_token WHERE target_id = NEW.id;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER reply_targets_as_before AFTER UPDATE ON reply_targets FOR EACH ROW WHEN (pg_trigger_depth() = 0)
  EXECUTE FUNCTION target_as_before();
