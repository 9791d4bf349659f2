-- Makes the identity a guest again, with an empty wallet and no second trial; everything it brought stays with the account, including requests that a
-- team paid for. It can no longer be used to sign in. Returns whether it was linked to that account. Locks as link_identity does.
-- Its key stays with the account, too: `p_sealed` is its id, sealed anew with the key `p_key_id`, which becomes its own; both null: it stays as it is.
-- `p_account_id` is the id by which it signs in; null if nothing tells it any more: then no identity of that chat signs in any more.
-- From a blocked account it leaves as a blocked guest: nobody escapes a block by unlinking. An objection to statistics goes with it, too.
CREATE OR REPLACE FUNCTION end_link(p_identity_id uuid, p_user_id uuid, p_account_id text, p_hash bytea, p_sealed bytea, p_key_id uuid) RETURNS boolean
LANGUAGE plpgsql AS $$
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
  IF p_sealed IS NOT NULL THEN
    UPDATE identities SET external_id = NULL, external_id_hash = p_hash, external_id_sealed = p_sealed,
        chat_account_at = coalesce(chat_account_at, chat_account_at(platform, external_id))
      WHERE id = i.id;
    INSERT INTO data_keys (id, identity_id, current_for) VALUES (p_key_id, i.id, i.id);
  END IF;
  DELETE FROM accounts WHERE user_id = p_user_id AND provider_id = i.platform::text AND (p_account_id IS NULL OR account_id = p_account_id);
  RETURN true;
END $$;
