-- Makes a wallet owe this many credits more, or fewer if negative. If later months have already set off credits that it no longer owes, these come
-- back as credits of a plan, good for two months. The wallet is locked by the caller. Returns how many came.
CREATE OR REPLACE FUNCTION owe_credits(p_wallet_id uuid, p_amount int, p_key text) RETURNS int LANGUAGE plpgsql AS $$
DECLARE v_too_many int;
BEGIN
  SELECT greatest(-(w.credits_owed + p_amount), 0) INTO v_too_many FROM wallets w WHERE w.id = p_wallet_id;
  UPDATE wallets SET credits_owed = greatest(credits_owed + p_amount, 0) WHERE id = p_wallet_id AND p_amount <> 0;
  IF v_too_many > 0 THEN
    PERFORM grant_credits(p_wallet_id, 'plan', v_too_many, 'owed:' || p_key, now() + interval '2 months');
  END IF;
  RETURN v_too_many;
END $$;
