-- Makes a guest of a person in chat who is new, with a wallet and trial credits (none if `p_trial` is 0), unless the same person asked twice at once
-- and the other request was first: `is_new` says which. `p_sealed` is their id, sealed with the key `p_key_id`, which becomes theirs; both null: the id
-- stays readable. Who was erased before is remembered under one of the marks: then they had their trial and this month's free credits, or are blocked.
CREATE OR REPLACE FUNCTION add_chat_user(p_platform "Platform", p_team_id text, p_external_id text, p_hash bytea, p_sealed bytea, p_key_id uuid,
                                         p_trial int, p_free_month int, p_mark bytea, p_mark_before bytea)
RETURNS TABLE (is_new boolean, identity_id uuid, wallet_id uuid, user_id uuid, blocked boolean, balance int, plan text) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  v_identity_id uuid := gen_random_uuid();
  v_wallet_id uuid := gen_random_uuid();
  m record;
  v_is_new boolean;
BEGIN
  SELECT coalesce(bool_or(r.had_trial), false) AS had_trial, coalesce(bool_or(r.is_blocked AND coalesce(r.blocked_until > now(), true)), false) AS is_blocked, max(r.free_month) AS free_month,
      -- Without an end, if one of them is.
      CASE WHEN NOT bool_or(r.is_blocked AND r.blocked_until IS NULL) THEN max(r.blocked_until) FILTER (WHERE r.is_blocked) END AS blocked_until
    INTO m FROM remembered_people r WHERE r.mark IN (p_mark, p_mark_before) AND r.until > now();
  INSERT INTO wallets (id) VALUES (v_wallet_id);
  INSERT INTO identities (id, platform, team_id, external_id, external_id_hash, external_id_sealed, chat_account_at, wallet_id, blocked_at, blocked_until)
    VALUES (v_identity_id, p_platform, p_team_id, CASE WHEN p_sealed IS NULL THEN p_external_id END, p_hash, p_sealed,
            chat_account_at(p_platform, p_external_id), v_wallet_id, CASE WHEN m.is_blocked THEN now() END, CASE WHEN m.is_blocked THEN m.blocked_until END)
    ON CONFLICT DO NOTHING;
  v_is_new := FOUND;
  IF v_is_new THEN
    IF p_sealed IS NOT NULL THEN
      INSERT INTO data_keys (id, identity_id, current_for) VALUES (p_key_id, v_identity_id, v_identity_id);
    END IF;
    IF p_trial > 0 AND NOT m.had_trial THEN
      PERFORM grant_credits(v_wallet_id, 'trial', p_trial, 'trial:' || v_identity_id, NULL);
    END IF;
    IF m.free_month IS NOT NULL THEN
      INSERT INTO free_months (month, identity_id) VALUES (m.free_month, v_identity_id);
    END IF;
  ELSE
    DELETE FROM wallets WHERE id = v_wallet_id;
  END IF;
  RETURN QUERY SELECT v_is_new, f.* FROM find_chat_user(p_platform, p_team_id, p_external_id, p_hash, p_free_month) f;
END $$;
