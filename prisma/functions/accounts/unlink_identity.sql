-- Makes the identity a guest again, with an empty wallet and no second trial; everything it brought stays with the account, including requests that a
-- team paid for. It can no longer be used to sign in. Returns whether it was linked to that account. Locks as link_identity does.
-- From a blocked account it leaves as a blocked guest: nobody escapes a block by unlinking. An objection to statistics goes with it, too.
CREATE OR REPLACE FUNCTION unlink_identity(p_identity_id uuid, p_user_id uuid) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  i identities;
  v_wallet_id uuid := gen_random_uuid();
BEGIN
  SELECT * INTO i FROM identities WHERE id = p_identity_id AND user_id = p_user_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO wallets (id) VALUES (v_wallet_id);
  UPDATE identities SET user_id = NULL, linked_at = NULL, seen_on = (now() AT TIME ZONE 'UTC')::date, wallet_id = v_wallet_id, name = '', avatar_url = NULL,
      place_name = NULL, name_sealed = NULL, avatar_url_sealed = NULL, place_name_sealed = NULL, blocked_at = coalesce(blocked_at, (SELECT u.blocked_at FROM users u WHERE u.id = p_user_id)),
      blocked_until = CASE WHEN blocked_at IS NULL THEN (SELECT u.blocked_until FROM users u WHERE u.id = p_user_id) ELSE blocked_until END,
      block_cause = CASE WHEN blocked_at IS NULL THEN (SELECT u.block_cause FROM users u WHERE u.id = p_user_id) ELSE block_cause END,
      no_statistics_at = coalesce(no_statistics_at, (SELECT u.no_statistics_at FROM users u WHERE u.id = p_user_id))
    WHERE id = i.id;
  DELETE FROM accounts WHERE user_id = p_user_id AND provider_id = i.platform::text
    AND account_id = CASE i.platform WHEN 'discord' THEN i.external_id ELSE i.team_id || ':' || i.external_id END;
  RETURN true;
END $$;
