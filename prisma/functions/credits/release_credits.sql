-- Returns held credits to the lots they came from, last taken first, wherever those lots are now. The key makes releasing twice impossible. Credits
-- that return to a forfeited lot are void at once: two entries, and nothing to spend. Credits that return to a lot that expired meanwhile are good
-- for another week, so that a failed image costs nobody; the rest of that lot is not. If its payment was partly refunded meanwhile, that part is
-- taken.
CREATE OR REPLACE FUNCTION release_credits(p_generation_id uuid, p_amount int, p_key text)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_left int := p_amount;
  v_give int;
  v_unpaid int := 0;
  v_lot record;
BEGIN
  IF p_amount <= 0 THEN RETURN; END IF;
  FOR v_lot IN SELECT l.wallet_id, e.lot_id, l.forfeited_at, l.expires_at <= now() AS is_over, is_unpaid(l) AS unpaid,
                 -sum(e.amount)::int AS held
               FROM ledger_entries e JOIN lots l ON l.id = e.lot_id
               WHERE e.generation_id = p_generation_id GROUP BY l.id, e.lot_id
               HAVING sum(e.amount) < 0 ORDER BY min(e.id) DESC LOOP
    v_give := least(v_lot.held, v_left);
    IF v_lot.is_over AND v_lot.forfeited_at IS NULL THEN
      PERFORM expire_lot(v_lot.lot_id);
      UPDATE lots SET expires_at = now() + interval '7 days' WHERE id = v_lot.lot_id;
    END IF;
    INSERT INTO ledger_entries (lot_id, kind, amount, generation_id, idempotency_key)
      VALUES (v_lot.lot_id, 'release', v_give, p_generation_id, 'release:' || p_key || ':' || v_lot.lot_id);
    IF v_lot.forfeited_at IS NULL THEN
      UPDATE lots SET balance = balance + v_give WHERE id = v_lot.lot_id;
      UPDATE wallets SET balance = balance + v_give WHERE id = v_lot.wallet_id;
      PERFORM settle_refunds(v_lot.lot_id, p_key || ':' || v_lot.lot_id);
    ELSE
      INSERT INTO ledger_entries (lot_id, kind, amount, idempotency_key)
        VALUES (v_lot.lot_id, 'forfeit', -v_give, 'forfeit:' || p_key || ':' || v_lot.lot_id);
    END IF;
    IF v_lot.unpaid THEN v_unpaid := v_unpaid + v_give; END IF;
    v_left := v_left - v_give;
    EXIT WHEN v_left = 0;
  END LOOP;
  IF v_unpaid > 0 THEN
    PERFORM count_unpaid((g.created_at AT TIME ZONE 'UTC')::date, g.unpaid_place, -v_unpaid) FROM generations g
      WHERE g.id = p_generation_id AND g.unpaid_place IS NOT NULL;
  END IF;
  IF v_left > 0 THEN RAISE EXCEPTION 'generation % holds less than the % credits to release', p_generation_id, p_amount; END IF;
END $$;
