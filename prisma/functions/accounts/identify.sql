-- Finds the identity of a person in chat. Creates a guest with a wallet and trial credits the first time, and only then (none if `p_trial` is 0);
-- grants a linked identity the Free plan's credits of the month. `balance` is what can be spent.
CREATE OR REPLACE FUNCTION identify(p_platform "Platform", p_team_id text, p_external_id text, p_trial int, p_free_month int)
RETURNS TABLE (identity_id uuid, wallet_id uuid, user_id uuid, blocked boolean, balance int, plan text) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  v_identity_id uuid;
  v_wallet_id uuid;
  v_user_id uuid;
BEGIN
  SELECT i.id, i.wallet_id, i.user_id INTO v_identity_id, v_wallet_id, v_user_id FROM identities i
    WHERE i.platform = p_platform AND i.team_id = p_team_id AND i.external_id = p_external_id;
  IF NOT FOUND THEN
    v_identity_id := gen_random_uuid();
    v_wallet_id := gen_random_uuid();
    INSERT INTO wallets (id) VALUES (v_wallet_id);
    INSERT INTO identities (id, platform, team_id, external_id, wallet_id)
      VALUES (v_identity_id, p_platform, p_team_id, p_external_id, v_wallet_id)
      ON CONFLICT (platform, team_id, external_id) DO NOTHING;
    IF FOUND THEN
      IF p_trial > 0 THEN
        PERFORM grant_credits(v_wallet_id, 'trial', p_trial, 'trial:' || v_identity_id, NULL);
      END IF;
    ELSE -- the same person asked twice at once, and the other request was first
      DELETE FROM wallets WHERE id = v_wallet_id;
    END IF;
  ELSIF v_user_id IS NOT NULL AND wallet_plan(v_wallet_id) = 'free'
    -- Nearly all have it already, and then nothing is locked.
    AND NOT EXISTS (SELECT 1 FROM free_months m WHERE m.month = date_trunc('month', now() AT TIME ZONE 'UTC')
                      AND (m.user_id = v_user_id OR m.identity_id = v_identity_id)) THEN
    PERFORM grant_free_month(v_user_id, v_identity_id, p_free_month);
  END IF;
  RETURN QUERY SELECT i.id, i.wallet_id, i.user_id, is_blocked(i.id), spendable_credits(i.wallet_id), wallet_plan(i.wallet_id)
    FROM identities i
    WHERE i.platform = p_platform AND i.team_id = p_team_id AND i.external_id = p_external_id;
END $$;
