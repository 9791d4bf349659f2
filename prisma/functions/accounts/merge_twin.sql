-- Two rows of one person in a chat, which a process of the version before can leave behind: it finds nobody by the hash that the sealed row has, and
-- makes a guest anew, by the readable id. What the newer row has goes to the sealed one as at a linking (link_identity): lots, requests, pictures and
-- keys move, a trial counts once, a block and an objection to statistics stay; then the row is deleted. Returns `merged`; `kept`, if it is linked, was
-- given or gave something, belongs to a team, or has asked for something that is not done: then a person must decide; `none`, if there are no two rows.
CREATE OR REPLACE FUNCTION merge_twin(p_identity_id uuid, p_hash bytea) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  i identities;
  o identities;
  v_moved int;
BEGIN
  SELECT * INTO i FROM identities WHERE id = p_identity_id AND external_id_hash IS NULL FOR UPDATE;
  IF NOT FOUND THEN RETURN 'none'; END IF;
  SELECT * INTO o FROM identities WHERE external_id_hash = p_hash AND id <> i.id FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN 'none'; END IF;
  IF i.user_id IS NOT NULL OR i.deletion_due_at IS NOT NULL OR o.deletion_due_at IS NOT NULL
    OR EXISTS (SELECT 1 FROM gifts g WHERE i.id IN (g.from_identity_id, g.to_identity_id))
    OR EXISTS (SELECT 1 FROM team_members t WHERE t.identity_id = i.id)
    OR EXISTS (SELECT 1 FROM free_months f WHERE f.identity_id = i.id)
    OR EXISTS (SELECT 1 FROM privacy_requests p WHERE p.identity_id = i.id)
    OR EXISTS (SELECT 1 FROM exports e WHERE e.identity_id = i.id)
    OR EXISTS (SELECT 1 FROM erasures e WHERE e.identity_id = i.id)
    OR EXISTS (SELECT 1 FROM admin_actions a WHERE a.identity_id = i.id OR a.wallet_id = i.wallet_id) THEN
    RETURN 'kept';
  END IF;
  PERFORM 1 FROM wallets w WHERE w.id IN (i.wallet_id, o.wallet_id) ORDER BY w.id FOR UPDATE;
  IF EXISTS (SELECT 1 FROM lots l WHERE l.wallet_id = o.wallet_id AND l.origin = 'trial') THEN
    PERFORM forfeit_lot(l.id) FROM lots l WHERE l.wallet_id = i.wallet_id AND l.origin = 'trial';
  END IF;
  SELECT w.balance INTO v_moved FROM wallets w WHERE w.id = i.wallet_id;
  UPDATE lots SET wallet_id = o.wallet_id WHERE wallet_id = i.wallet_id;
  UPDATE wallets SET balance = balance + v_moved WHERE id = o.wallet_id;
  UPDATE generations SET identity_id = o.id, user_id = coalesce(user_id, o.user_id),
      wallet_id = CASE WHEN wallet_id = i.wallet_id THEN o.wallet_id ELSE wallet_id END
    WHERE identity_id = i.id;
  UPDATE assets a SET user_id = o.user_id FROM generations g WHERE g.id = a.generation_id AND g.identity_id = o.id AND a.user_id IS NULL;
  UPDATE data_keys SET user_id = o.user_id, identity_id = CASE WHEN o.user_id IS NULL THEN o.id END, current_for = NULL WHERE identity_id = i.id;
  INSERT INTO strikes (key, identity_id, points, created_at) SELECT s.key, o.id, s.points, s.created_at FROM strikes s WHERE s.identity_id = i.id
    ON CONFLICT DO NOTHING;
  DELETE FROM strikes WHERE identity_id = i.id;
  UPDATE identities SET blocked_until = CASE WHEN blocked_at IS NULL THEN i.blocked_until ELSE blocked_until END,
      block_cause = CASE WHEN blocked_at IS NULL THEN i.block_cause ELSE block_cause END,
      blocked_at = coalesce(blocked_at, i.blocked_at), no_statistics_at = coalesce(no_statistics_at, i.no_statistics_at)
    WHERE id = o.id;
  -- With it go its consents, which the other row gave or gives anew, and its links.
  DELETE FROM identities WHERE id = i.id;
  DELETE FROM wallets WHERE id = i.wallet_id;
  RETURN 'merged';
END $$;
