-- Why a team's wallet cannot pay this much for one of its members; null if it can.
CREATE OR REPLACE FUNCTION team_cannot_pay(t workspaces, p_identity_id uuid, p_price int) RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN CASE
    WHEN p_price > spendable_credits(t.wallet_id) THEN 'too_few_credits'
    WHEN spent_this_month(t.wallet_id, p_identity_id) + p_price > t.member_cap THEN 'cap_reached' END;
END $$;
