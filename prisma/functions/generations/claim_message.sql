-- Takes the sole right to write to a generation's message: `p_writing` is `open` for its progress, `ended` for its result, `again` for a result that is
-- to be written once more. No row: there is nothing of the kind to write. `claimed_as` is null while another process has that right; a process that had
-- it before and never gave it back may still be writing a status: then the result must be written again, `p_late_ms` from now. `due_for_ms`: how long
-- it has been due for delivery; 0 while it is open. The rest is where the message is, as its reply target has it.
CREATE OR REPLACE FUNCTION claim_message(p_generation_id uuid, p_writing text, p_lease_ms int, p_late_ms int)
RETURNS TABLE (generation_id uuid, claimed_as int, status_closed boolean, message_id text, due_for_ms float8, target_id uuid,
               platform "Platform", workspace_id text, workspace_id_sealed bytea, channel_id text, thread_id text, user_id text,
               channel_id_sealed bytea, thread_id_sealed bytea, user_id_sealed bytea, file_limit int, age_restricted boolean,
               is_private boolean, reply_token bytea, reply_expires_at timestamptz) LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
    WITH wanted AS (
      SELECT d.generation_id, g.finished_at FROM deliveries d JOIN generations g ON g.id = d.generation_id
      WHERE d.generation_id = p_generation_id AND CASE p_writing
        WHEN 'open' THEN d.status = 'pending' AND g.finished_at IS NULL
        WHEN 'ended' THEN d.status = 'pending' AND g.finished_at IS NOT NULL AND (d.next_try_at IS NULL OR d.next_try_at <= now())
        WHEN 'again' THEN d.status = 'delivered' AND d.rewrite_at <= now() AND (d.next_try_at IS NULL OR d.next_try_at <= now())
      END
    ), mine AS (
      UPDATE deliveries d SET lease_until = now() + p_lease_ms * interval '1 millisecond', attempts = d.attempts + 1,
        rewrite_at = CASE WHEN p_writing = 'ended' AND d.lease_until IS NOT NULL
          THEN now() + p_late_ms * interval '1 millisecond' ELSE d.rewrite_at END
      FROM wanted WHERE d.generation_id = wanted.generation_id AND (d.lease_until IS NULL OR d.lease_until < now())
      RETURNING d.attempts)
    SELECT d.generation_id, (SELECT attempts FROM mine), d.status_closed, d.message_id,
      coalesce(extract(epoch FROM now() - coalesce(d.asked_at, wanted.finished_at)) * 1000, 0)::float8, r.id,
      r.platform, r.workspace_id, r.workspace_id_sealed, r.channel_id, r.thread_id, r.user_id, r.channel_id_sealed, r.thread_id_sealed,
      r.user_id_sealed, r.file_limit, r.age_restricted, r.is_private, r.reply_token, r.reply_expires_at
    FROM wanted JOIN deliveries d ON d.generation_id = wanted.generation_id JOIN reply_targets r ON r.id = d.target_id;
END $$;
