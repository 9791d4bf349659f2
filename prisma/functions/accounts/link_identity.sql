-- Links a guest to an account: lots (with their origin and expiry), requests and pictures move; a trial counts once per person. Requests that a team
-- paid for move with the asker, and are still paid by the team.
-- The identity is locked so that a request waits (FOR SHARE) but a settlement does not: writing to a generation twice in one transaction checks its
-- foreign keys again (FOR KEY SHARE), while we may be waiting for that very generation.
-- outcome: linked, already_yours, taken (by another account), blocked (the account or the guest is, or the account is gone), unknown (no such
-- identity).
CREATE OR REPLACE FUNCTION link_identity(p_identity_id uuid, p_user_id uuid, p_name text, p_avatar_url text, p_place_name text)
RETURNS TABLE (outcome text, credits int, forfeited int, balance int) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  i identities;
  u users;
  v_credits int;
  v_forfeited int := 0;
BEGIN
  SELECT * INTO i FROM identities WHERE id = p_identity_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN QUERY SELECT 'unknown', 0, 0, 0; RETURN; END IF;
  SELECT * INTO u FROM users WHERE id = p_user_id FOR NO KEY UPDATE;
  IF NOT FOUND OR u.blocked_at IS NOT NULL THEN RETURN QUERY SELECT 'blocked', 0, 0, 0; RETURN; END IF;
  IF i.user_id = u.id THEN
    RETURN QUERY SELECT 'already_yours', 0, 0, w.balance FROM wallets w WHERE w.id = u.wallet_id; RETURN;
  END IF;
  IF i.user_id IS NOT NULL THEN RETURN QUERY SELECT 'taken', 0, 0, 0; RETURN; END IF;
  IF is_blocked(i.id) THEN RETURN QUERY SELECT 'blocked', 0, 0, 0; RETURN; END IF;
  PERFORM 1 FROM wallets w WHERE w.id IN (i.wallet_id, u.wallet_id) ORDER BY w.id FOR UPDATE;
  IF EXISTS (SELECT 1 FROM lots l WHERE l.wallet_id = u.wallet_id AND l.origin = 'trial') THEN
    SELECT coalesce(sum(forfeit_lot(l.id)), 0) INTO v_forfeited FROM lots l
      WHERE l.wallet_id = i.wallet_id AND l.origin = 'trial';
  END IF;
  SELECT w.balance INTO v_credits FROM wallets w WHERE w.id = i.wallet_id;
  UPDATE lots SET wallet_id = u.wallet_id WHERE wallet_id = i.wallet_id;
  UPDATE wallets SET balance = balance + v_credits WHERE id = u.wallet_id;
  UPDATE generations SET user_id = u.id, wallet_id = CASE WHEN wallet_id = i.wallet_id THEN u.wallet_id ELSE wallet_id END
    WHERE identity_id = i.id AND user_id IS NULL;
  UPDATE assets a SET user_id = u.id FROM generations g
    WHERE g.id = a.generation_id AND g.user_id = u.id AND a.user_id IS NULL;
  UPDATE identities SET user_id = u.id, wallet_id = u.wallet_id, linked_at = now(), name = p_name,
      avatar_url = p_avatar_url, place_name = p_place_name
    WHERE id = i.id;
  DELETE FROM wallets WHERE id = i.wallet_id;
  RETURN QUERY SELECT 'linked', v_credits, v_forfeited, w.balance FROM wallets w WHERE w.id = u.wallet_id;
END $$;
