-- For one release, like the other three in this folder: processes of the previous version write the reply target into the row itself, and read it
-- there. What they write becomes the row's reply target here; if a row is given its target, they find it in the old columns.
CREATE OR REPLACE FUNCTION place_as_before() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_row jsonb := to_jsonb(NEW);
  v_before jsonb := to_jsonb(OLD);
  i identities;
  t reply_targets;
BEGIN
  IF NEW.target_id IS NULL OR (TG_OP = 'UPDATE' AND NEW.target_id = OLD.target_id) THEN
    IF v_row->>'channel_id' IS NULL THEN RETURN NEW; END IF; -- a checkout that was begun on the web
    SELECT * INTO i FROM identities WHERE id = (v_row->>'identity_id')::uuid;
    t.platform := coalesce((v_row->>'platform')::"Platform", i.platform);
    t.workspace_id := CASE t.platform WHEN 'discord' THEN coalesce(v_row->>'guild_id', '') ELSE coalesce(v_row->>'team_id', i.team_id, '') END;
    t.user_id := coalesce(CASE TG_TABLE_NAME WHEN 'deliveries' THEN v_row->>'user_id' ELSE v_row->>'chat_user_id' END, i.external_id, '');
    -- /history moved it to another target: the messages at the previous one still exist there.
    IF NEW.target_id IS NULL OR v_row->'asked_at' IS DISTINCT FROM v_before->'asked_at' THEN NEW.target_id := gen_random_uuid(); END IF;
    INSERT INTO reply_targets (id, platform, workspace_id, channel_id, thread_id, user_id, file_limit, reply_token, reply_expires_at)
      VALUES (NEW.target_id, t.platform, t.workspace_id, split_part(NEW.channel_id, '/', 1), nullif(split_part(NEW.channel_id, '/', 2), ''),
              t.user_id, coalesce((v_row->>'file_limit')::int, 0), NEW.reply_token, NEW.reply_expires_at)
      ON CONFLICT (id) DO UPDATE SET channel_id = excluded.channel_id, thread_id = excluded.thread_id,
        reply_token = excluded.reply_token, reply_expires_at = excluded.reply_expires_at;
    -- For a checkout, the token also meant that its end is still to be shown.
    IF TG_TABLE_NAME = 'checkouts' AND TG_OP = 'UPDATE' THEN
      NEW := jsonb_populate_record(NEW, jsonb_build_object('noted_at', CASE WHEN NEW.reply_token IS NULL THEN now() END));
    END IF;
    RETURN NEW;
  END IF;

  SELECT * INTO STRICT t FROM reply_targets WHERE id = NEW.target_id;
  NEW := jsonb_populate_record(NEW, jsonb_build_object(
    'platform', t.platform, 'team_id', CASE t.platform WHEN 'discord' THEN '' ELSE t.workspace_id END,
    'guild_id', CASE t.platform WHEN 'discord' THEN nullif(t.workspace_id, '') END,
    'channel_id', t.channel_id || coalesce('/' || t.thread_id, ''), 'file_limit', t.file_limit,
    CASE TG_TABLE_NAME WHEN 'deliveries' THEN 'user_id' ELSE 'chat_user_id' END, t.user_id,
    'reply_token', t.reply_token, 'reply_expires_at', t.reply_expires_at));
  IF TG_TABLE_NAME = 'deliveries' AND TG_OP = 'UPDATE' THEN
    NEW := jsonb_populate_record(NEW, jsonb_build_object('posted', '[]'::jsonb, 'earlier', (v_before->'earlier') || CASE
      WHEN v_before->>'message_id' IS NULL THEN '[]' ELSE jsonb_build_array(jsonb_build_object(
        'platform', v_before->'platform', 'teamId', v_before->'team_id', 'channelId', v_before->'channel_id',
        'messageId', v_before->'message_id', 'uploads', v_before->'uploads', 'posted', v_before->'posted')) END));
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER deliveries_begin_as_before BEFORE INSERT ON deliveries
  FOR EACH ROW EXECUTE FUNCTION place_as_before();
CREATE OR REPLACE TRIGGER deliveries_move_as_before BEFORE UPDATE ON deliveries FOR EACH ROW
  WHEN (pg_trigger_depth() = 0 AND (NEW.target_id IS NULL OR ROW(NEW.target_id, NEW.channel_id, NEW.reply_token, NEW.asked_at)
    IS DISTINCT FROM ROW(OLD.target_id, OLD.channel_id, OLD.reply_token, OLD.asked_at)))
  EXECUTE FUNCTION place_as_before();
CREATE OR REPLACE TRIGGER link_requests_as_before BEFORE INSERT OR UPDATE OF target_id ON link_requests
  FOR EACH ROW EXECUTE FUNCTION place_as_before();
CREATE OR REPLACE TRIGGER pay_requests_as_before BEFORE INSERT OR UPDATE OF target_id ON pay_requests
  FOR EACH ROW EXECUTE FUNCTION place_as_before();
CREATE OR REPLACE TRIGGER checkouts_as_before BEFORE INSERT OR UPDATE OF target_id, reply_token ON checkouts
  FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION place_as_before();

-- Rows written after the migration and before this function: statements that waited for the migration run without these triggers.
WITH moved AS (
    SELECT d.generation_id, r.id FROM deliveries d JOIN reply_targets r ON r.id = d.target_id
    WHERE ROW(d.platform, d.channel_id, d.user_id) IS DISTINCT FROM ROW(r.platform, r.channel_id || coalesce('/' || r.thread_id, ''), r.user_id)),
  forgotten AS (UPDATE reply_targets r SET reply_token = NULL FROM moved WHERE r.id = moved.id)
  UPDATE deliveries d SET target_id = NULL FROM moved WHERE d.generation_id = moved.generation_id;
UPDATE deliveries SET target_id = NULL WHERE target_id IS NULL;
UPDATE reply_targets r SET reply_token = d.reply_token, reply_expires_at = d.reply_expires_at
  FROM deliveries d WHERE d.target_id = r.id AND d.reply_token IS DISTINCT FROM r.reply_token;
UPDATE link_requests SET target_id = NULL WHERE target_id IS NULL;
UPDATE pay_requests SET target_id = NULL WHERE target_id IS NULL;
UPDATE checkouts SET target_id = NULL WHERE target_id IS NULL AND channel_id IS NOT NULL;
-- A note was taken to be sent, or given back.
UPDATE checkouts c SET reply_token = c.reply_token FROM reply_targets r
  WHERE r.id = c.target_id AND (c.reply_token IS DISTINCT FROM r.reply_token OR (c.reply_token IS NOT NULL AND c.noted_at IS NOT NULL));
