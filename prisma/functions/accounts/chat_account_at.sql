-- When a person's account in the chat was made, as a Discord id tells (https://discord.com/developers/docs/reference#snowflakes: milliseconds since
-- 2015, then 22 bits of other things); null if the id does not tell. Rounded up to the hour: kept beside a sealed id, it must not lead back to it.
CREATE OR REPLACE FUNCTION chat_account_at(p_platform "Platform", p_external_id text) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN p_platform = 'discord' AND p_external_id ~ '^[0-9]{15,20}$' THEN
    date_trunc('hour', to_timestamp((trunc(p_external_id::numeric / 4194304) + 1420070400000) / 1000)) + interval '1 hour' END
$$;
