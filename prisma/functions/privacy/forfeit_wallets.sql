-- Makes void whatever is left in these wallets, whose owner is erased. `bought` is how much of it was paid for.
CREATE OR REPLACE FUNCTION forfeit_wallets(p_wallet_ids uuid[]) RETURNS TABLE (bought int, unpaid int) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  l lots;
  v_forfeited int;
BEGIN
  bought := 0;
  unpaid := 0;
  PERFORM 1 FROM wallets w WHERE w.id = ANY(p_wallet_ids) ORDER BY w.id FOR UPDATE;
  FOR l IN SELECT x.* FROM lots x WHERE x.wallet_id = ANY(p_wallet_ids) AND x.forfeited_at IS NULL ORDER BY x.id LOOP
    v_forfeited := forfeit_lot(l.id);
    IF is_unpaid(l) THEN unpaid := unpaid + v_forfeited; ELSE bought := bought + v_forfeited; END IF;
  END LOOP;
  RETURN NEXT;
END $$;
