-- identify(), for somebody who may have been erased before: `p_mark` is the keyed hash under which we remember that they had their trial and this
-- month's free credits, or were blocked. Only asked when they are new.
CREATE OR REPLACE FUNCTION identify_person(p_platform "Platform", p_team_id text, p_external_id text, p_trial int, p_free_month int, p_mark bytea)
RETURNS TABLE (identity_id uuid, wallet_id uuid, user_id uuid, blocked boolean, balance int, plan text) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  m remembered_people;
  v_identity_id uuid;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM identities i WHERE i.platform = p_platform AND i.team_id = p_team_id AND i.external_id = p_external_id) THEN
    SELECT * INTO m FROM remembered_people r WHERE r.mark = p_mark AND r.until > now();
  END IF;
  IF m.mark IS NULL THEN
    RETURN QUERY SELECT * FROM identify(p_platform, p_team_id, p_external_id, p_trial, p_free_month); RETURN;
  END IF;
  SELECT f.identity_id INTO v_identity_id
    FROM identify(p_platform, p_team_id, p_external_id, CASE WHEN m.had_trial THEN 0 ELSE p_trial END, p_free_month) f;
  IF m.is_blocked THEN UPDATE identities SET blocked_at = coalesce(blocked_at, now()) WHERE id = v_identity_id; END IF;
  IF m.free_month IS NOT NULL THEN
    INSERT INTO free_months (month, identity_id) VALUES (m.free_month, v_identity_id) ON CONFLICT DO NOTHING;
  END IF;
  RETURN QUERY SELECT * FROM identify(p_platform, p_team_id, p_external_id, 0, p_free_month);
END $$;
