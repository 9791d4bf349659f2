-- The giver takes a gift back, within `p_seconds` and while all of it is unspent: each credit to the lot that it came from.
-- outcome: undone, undone_before, too_late, spent, not_yours.
CREATE OR REPLACE FUNCTION undo_gift(p_gift_id uuid, p_identity_id uuid, p_user_id uuid, p_seconds int)
RETURNS TABLE (outcome text, amount int, from_name text, to_name text) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  g gifts;
  v_lot record;
BEGIN
  SELECT * INTO g FROM gifts WHERE id = p_gift_id;
  IF g.id IS NULL OR NOT (g.from_identity_id = p_identity_id OR coalesce(g.from_user_id = p_user_id, false)) THEN
    RETURN QUERY SELECT 'not_yours', 0, '', ''; RETURN;
  END IF;
  -- While neither identity can be linked, their lots stay where they are.
  PERFORM 1 FROM identities i WHERE i.id IN (g.from_identity_id, g.to_identity_id) ORDER BY i.id FOR SHARE;
  PERFORM 1 FROM wallets w
    WHERE w.id IN (SELECT l.wallet_id FROM lots l JOIN ledger_entries e ON e.lot_id = l.id WHERE e.gift_id = g.id)
    ORDER BY w.id FOR UPDATE;
  SELECT * INTO g FROM gifts WHERE id = p_gift_id;
  outcome := CASE
    WHEN g.undone_at IS NOT NULL THEN 'undone_before'
    WHEN now() > g.created_at + p_seconds * interval '1 second' THEN 'too_late'
    WHEN (SELECT l.balance FROM lots l WHERE l.id = g.lot_id) < g.amount THEN 'spent'
    ELSE 'undone' END;
  IF outcome = 'undone' THEN
    UPDATE gifts SET undone_at = now() WHERE id = g.id;
    FOR v_lot IN SELECT e.lot_id AS id, -e.amount AS given FROM ledger_entries e WHERE e.gift_id = g.id ORDER BY e.id LOOP
      PERFORM move_gift(g.id, v_lot.id, v_lot.given, 'undo:' || g.id || ':' || v_lot.id);
    END LOOP;
  END IF;
  RETURN QUERY SELECT outcome, g.amount, g.from_name, g.to_name;
END $$;
