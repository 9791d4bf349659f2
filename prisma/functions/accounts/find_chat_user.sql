-- Finds the identity of a person in chat, by the keyed hash of their id or, in a row of the version before, by the id itself; nothing if they are new.
-- Notes the day, and grants a linked identity the Free plan's credits of the month. `balance` is what can be spent.
CREATE OR REPLACE FUNCTION find_chat_user(p_platform "Platform", p_team_id text, p_external_id text, p_hash bytea, p_free_month int)
RETURNS TABLE (identity_id uuid, wallet_id uuid, user_id uuid, blocked boolean, balance int, plan text) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  i identities;
BEGIN
  SELECT x.* INTO i FROM identities x
    WHERE x.external_id_hash = p_hash OR (x.platform = p_platform AND x.team_id = p_team_id AND x.external_id = p_external_id)
    -- Of two rows of one person (merge_twin) the sealed one, which came first.
    ORDER BY x.external_id_hash IS NULL LIMIT 1;
  IF NOT FOUND THEN RETURN; END IF;
  -- Once a day; not while somebody else holds the row, who is doing something with it.
  IF i.seen_on < (now() AT TIME ZONE 'UTC')::date THEN
    UPDATE identities SET seen_on = (now() AT TIME ZONE 'UTC')::date
      WHERE id = (SELECT x.id FROM identities x WHERE x.id = i.id FOR NO KEY UPDATE SKIP LOCKED);
  END IF;
  IF i.user_id IS NOT NULL AND wallet_plan(i.wallet_id) = 'free'
    -- Nearly all have it already, and then nothing is locked.
    AND NOT EXISTS (SELECT 1 FROM free_months m WHERE m.month = date_trunc('month', now() AT TIME ZONE 'UTC')
                      AND (m.user_id = i.user_id OR m.identity_id = i.id)) THEN
    PERFORM grant_free_month(i.user_id, i.id, p_free_month);
  END IF;
  RETURN QUERY SELECT x.id, x.wallet_id, x.user_id, is_blocked(x.id), spendable_credits(x.wallet_id), wallet_plan(x.wallet_id)
    FROM identities x WHERE x.id = i.id;
END $$;
