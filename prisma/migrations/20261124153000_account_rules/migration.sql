-- Accounts: who owns what, and how a guest's wallet comes into an account's, one transaction each.

-- Every account has a wallet from its first instant.
CREATE FUNCTION give_wallet() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO wallets (id) VALUES (NEW.wallet_id);
  RETURN NEW;
END $$;
CREATE TRIGGER users_have_a_wallet BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION give_wallet();

ALTER TABLE identities ADD CONSTRAINT identities_linked_at_with_user CHECK ((user_id IS NULL) = (linked_at IS NULL));

-- Locks the wallet that a generation is paid from. Linking may move the generation between reading and locking: look again.
CREATE FUNCTION lock_wallet_of(p_generation_id uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_wallet_id uuid;
  v_locked uuid;
BEGIN
  LOOP
    SELECT wallet_id INTO v_wallet_id FROM generations WHERE id = p_generation_id;
    EXIT WHEN v_wallet_id IS NOT DISTINCT FROM v_locked;
    PERFORM 1 FROM wallets WHERE id = v_wallet_id FOR UPDATE;
    v_locked := v_wallet_id;
  END LOOP;
END $$;

-- Adds a lot and its grant entry; nothing where the key was used before. Returns whether it granted.
CREATE OR REPLACE FUNCTION grant_credits(p_wallet_id uuid, p_origin "LotOrigin", p_amount int, p_key text, p_expires_at timestamptz)
RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE v_lot_id uuid := gen_random_uuid();
BEGIN
  PERFORM 1 FROM wallets WHERE id = p_wallet_id FOR UPDATE;
  INSERT INTO lots (id, wallet_id, origin, balance, expires_at, grant_key)
    VALUES (v_lot_id, p_wallet_id, p_origin, p_amount, p_expires_at, p_key) ON CONFLICT (grant_key) DO NOTHING;
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO ledger_entries (lot_id, kind, amount, idempotency_key)
    VALUES (v_lot_id, 'grant', p_amount, 'grant:' || p_key);
  UPDATE wallets SET balance = balance + p_amount WHERE id = p_wallet_id;
  RETURN true;
END $$;

-- Who is this? Makes a guest with a wallet and trial credits the first time, and only then.
DROP FUNCTION identify("Platform", text, text, int);
CREATE FUNCTION identify(p_platform "Platform", p_team_id text, p_external_id text, p_trial int)
RETURNS TABLE (identity_id uuid, wallet_id uuid, user_id uuid, blocked boolean, balance int) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  v_identity_id uuid := gen_random_uuid();
  v_wallet_id uuid := gen_random_uuid();
BEGIN
  RETURN QUERY SELECT i.id, w.id, i.user_id, u.blocked_at IS NOT NULL, w.balance
    FROM identities i JOIN wallets w ON w.id = i.wallet_id LEFT JOIN users u ON u.id = i.user_id
    WHERE i.platform = p_platform AND i.team_id = p_team_id AND i.external_id = p_external_id;
  IF FOUND THEN RETURN; END IF;

  INSERT INTO wallets (id) VALUES (v_wallet_id);
  INSERT INTO identities (id, platform, team_id, external_id, wallet_id)
    VALUES (v_identity_id, p_platform, p_team_id, p_external_id, v_wallet_id)
    ON CONFLICT (platform, team_id, external_id) DO NOTHING;
  IF FOUND THEN
    PERFORM grant_credits(v_wallet_id, 'trial', p_trial, 'trial:' || v_identity_id, NULL);
  ELSE -- the same person asked twice at once, and the other request was first
    DELETE FROM wallets WHERE id = v_wallet_id;
  END IF;
  RETURN QUERY SELECT i.id, w.id, i.user_id, u.blocked_at IS NOT NULL, w.balance
    FROM identities i JOIN wallets w ON w.id = i.wallet_id LEFT JOIN users u ON u.id = i.user_id
    WHERE i.platform = p_platform AND i.team_id = p_team_id AND i.external_id = p_external_id;
END $$;

-- Holds the price and records the request with its predictions and its delivery, or says why not.
-- outcome: accepted, repeated, too_many_open, too_few_credits. `ahead` counts waiting requests that go first, up to 1,000;
-- `open` what the wallet had waiting and running before.
CREATE OR REPLACE FUNCTION request_generation(r jsonb)
RETURNS TABLE (outcome text, balance int, ahead int, open int) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  v_id uuid := (r->>'id')::uuid;
  v_wallet_id uuid;
  v_user_id uuid;
  v_price int := (r->>'unitPrice')::int * (r->>'count')::int;
  v_balance int;
  v_open int;
  v_left int := v_price;
  v_take int;
  v_lot record;
BEGIN
  -- Held until the end, so that linking waits for us or we see what it did.
  SELECT i.wallet_id, i.user_id INTO STRICT v_wallet_id, v_user_id FROM identities i
    WHERE i.id = (r->>'identityId')::uuid FOR SHARE;
  SELECT w.balance INTO STRICT v_balance FROM wallets w WHERE w.id = v_wallet_id FOR UPDATE;
  IF EXISTS (SELECT 1 FROM generations WHERE request_key = r->>'requestKey') THEN
    RETURN QUERY SELECT 'repeated', v_balance, 0, 0; RETURN;
  END IF;
  SELECT count(*) INTO v_open FROM generations WHERE wallet_id = v_wallet_id AND status IN ('queued', 'running');
  IF v_open >= (r->>'maxOpen')::int THEN
    RETURN QUERY SELECT 'too_many_open', v_balance, 0, v_open; RETURN;
  END IF;
  IF v_price > (SELECT coalesce(sum(l.balance), 0) FROM lots l
                WHERE l.wallet_id = v_wallet_id AND (l.expires_at IS NULL OR l.expires_at > now())) THEN
    RETURN QUERY SELECT 'too_few_credits', v_balance, 0, v_open; RETURN;
  END IF;

  INSERT INTO generations (id, wallet_id, identity_id, user_id, project_id, request_key, model, prompt, size, count, seed,
                           input_image_key, unit_price, priority)
    VALUES (v_id, v_wallet_id, (r->>'identityId')::uuid, v_user_id, (r->>'projectId')::uuid, r->>'requestKey', r->>'model',
            r->>'prompt', r->>'size', (r->>'count')::int, (r->>'seed')::int, r->>'inputImageKey', (r->>'unitPrice')::int, v_open + 1);

  FOR v_lot IN SELECT l.id, l.balance FROM lots l
               WHERE l.wallet_id = v_wallet_id AND l.balance > 0 AND (l.expires_at IS NULL OR l.expires_at > now())
               ORDER BY l.expires_at NULLS LAST, l.created_at, l.id LOOP
    v_take := least(v_lot.balance, v_left);
    UPDATE lots SET balance = balance - v_take WHERE id = v_lot.id;
    INSERT INTO ledger_entries (lot_id, kind, amount, generation_id, idempotency_key)
      VALUES (v_lot.id, 'hold', -v_take, v_id, 'hold:' || v_id || ':' || v_lot.id);
    v_left := v_left - v_take;
    EXIT WHEN v_left = 0;
  END LOOP;
  UPDATE wallets SET balance = balance - v_price WHERE id = v_wallet_id;

  INSERT INTO predictions (id, generation_id, slot, images, seed)
    SELECT gen_random_uuid(), v_id, slot, images, seed
    FROM jsonb_to_recordset(r->'predictions') AS p(slot int, images int, seed int);
  INSERT INTO deliveries (generation_id, platform, team_id, channel_id, user_id, reply_token, reply_expires_at,
                          message_id, file_limit, lease_until)
    VALUES (v_id, (r->>'platform')::"Platform", r->>'teamId', r->>'channelId', r->>'userId',
            decode(r->>'replyToken', 'base64'), (r->>'replyExpiresAt')::timestamptz, r->>'messageId',
            (r->>'fileLimit')::int, now() + (r->>'announceMs')::int * interval '1 millisecond');

  RETURN QUERY SELECT 'accepted', v_balance - v_price,
    (SELECT count(*)::int FROM (SELECT 1 FROM generations WHERE status = 'queued' AND id <> v_id
                                AND priority <= v_open + 1 LIMIT 1000) AS first), v_open;
END $$;

-- Gives held credits back to the lots they came from, last taken first, wherever those lots are now. The key makes giving back
-- twice impossible. What comes back to a forfeited lot is void at once: two entries, and nothing to spend.
CREATE OR REPLACE FUNCTION release_credits(p_generation_id uuid, p_amount int, p_key text)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_left int := p_amount;
  v_give int;
  v_lot record;
BEGIN
  IF p_amount <= 0 THEN RETURN; END IF;
  FOR v_lot IN SELECT l.wallet_id, e.lot_id, l.forfeited_at, -sum(e.amount)::int AS held
               FROM ledger_entries e JOIN lots l ON l.id = e.lot_id
               WHERE e.generation_id = p_generation_id GROUP BY l.wallet_id, e.lot_id, l.forfeited_at
               HAVING sum(e.amount) < 0 ORDER BY min(e.id) DESC LOOP
    v_give := least(v_lot.held, v_left);
    INSERT INTO ledger_entries (lot_id, kind, amount, generation_id, idempotency_key)
      VALUES (v_lot.lot_id, 'release', v_give, p_generation_id, 'release:' || p_key || ':' || v_lot.lot_id);
    IF v_lot.forfeited_at IS NULL THEN
      UPDATE lots SET balance = balance + v_give WHERE id = v_lot.lot_id;
      UPDATE wallets SET balance = balance + v_give WHERE id = v_lot.wallet_id;
    ELSE
      INSERT INTO ledger_entries (lot_id, kind, amount, idempotency_key)
        VALUES (v_lot.lot_id, 'forfeit', -v_give, 'forfeit:' || p_key || ':' || v_lot.lot_id);
    END IF;
    v_left := v_left - v_give;
    EXIT WHEN v_left = 0;
  END LOOP;
  IF v_left > 0 THEN RAISE EXCEPTION 'generation % holds less than the % credits to release', p_generation_id, p_amount; END IF;
END $$;

-- Takes a generation's unsent predictions for submission, unless its wallet already runs as many as it may.
-- `resumed` marks a prediction whose earlier submitter vanished: it may have been sent, and must be looked for first.
CREATE OR REPLACE FUNCTION claim_generation(p_generation_id uuid, p_max_running int, p_lease_ms int)
RETURNS TABLE (prediction_id uuid, slot int, images int, seed int, resumed boolean, model text, prompt text, size text,
               input_image_key text, input_image_url text, asked_at timestamptz) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE g generations;
BEGIN
  PERFORM lock_wallet_of(p_generation_id);
  SELECT * INTO g FROM generations WHERE id = p_generation_id;
  IF g.status = 'queued' THEN
    IF (SELECT count(*) FROM generations WHERE wallet_id = g.wallet_id AND status = 'running') >= p_max_running THEN
      RETURN;
    END IF;
    UPDATE generations SET status = 'running', started_at = now() WHERE id = p_generation_id;
  ELSIF g.status IS DISTINCT FROM 'running' THEN
    RETURN;
  END IF;
  RETURN QUERY
    WITH free AS (
      SELECT p.id, p.status FROM predictions p
      WHERE p.generation_id = p_generation_id
        AND (p.status = 'pending' OR (p.status = 'submitting' AND p.lease_until < now()))
      FOR UPDATE)
    UPDATE predictions p SET status = 'submitting', lease_until = now() + p_lease_ms * interval '1 millisecond'
    FROM free WHERE p.id = free.id
    RETURNING p.id, p.slot, p.images, p.seed, free.status = 'submitting', g.model, g.prompt, g.size, g.input_image_key,
              g.input_image_url, g.created_at;
END $$;

-- Records how one prediction ended, keeps its images, releases the credits of those that are missing, and ends the
-- generation with its last prediction. `settled` is false where it had been settled before; `next_id` is the wallet's
-- next waiting generation, which may have room now.
CREATE OR REPLACE FUNCTION settle_prediction(r jsonb)
RETURNS TABLE (settled boolean, finished boolean, next_id uuid) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  v_id uuid := (r->>'predictionId')::uuid;
  v_stored int := jsonb_array_length(r->'assets');
  p predictions;
  g generations;
  v_finished boolean;
BEGIN
  PERFORM lock_wallet_of(y.generation_id) FROM predictions y WHERE y.id = v_id;
  UPDATE predictions SET status = (r->>'status')::"PredictionStatus", lease_until = NULL, checked_at = now(),
      predict_ms = (r->>'predictMs')::int
    WHERE id = v_id AND status IN ('pending', 'submitting', 'running') RETURNING * INTO p;
  IF NOT FOUND THEN RETURN QUERY SELECT false, false, NULL::uuid; RETURN; END IF;

  UPDATE generations SET stored = stored + v_stored, failure = coalesce(failure, r->>'failure')
    WHERE id = p.generation_id RETURNING * INTO g;
  INSERT INTO assets (id, generation_id, prediction_id, user_id, project_id, position, storage_key, thumbnail_key,
                      content_type, sha256, width, height, byte_length)
    SELECT a.id, p.generation_id, v_id, g.user_id, g.project_id, a.position, a."storageKey", a."thumbnailKey", a."contentType", a.sha256,
           a.width, a.height, a."byteLength"
    FROM jsonb_to_recordset(r->'assets') AS a(id uuid, position int, "storageKey" text, "thumbnailKey" text,
         "contentType" text, sha256 text, width int, height int, "byteLength" int);
  PERFORM release_credits(g.id, (p.images - v_stored) * g.unit_price, v_id::text);
  v_finished := finish_generation(g.id);
  RETURN QUERY SELECT true, v_finished,
    (SELECT n.id FROM generations n WHERE n.wallet_id = g.wallet_id AND n.status = 'queued'
     ORDER BY n.priority, n.created_at LIMIT 1);
END $$;

-- Its owner calls a generation off, from chat or from the web: what was not sent ends now, the rest when the provider confirms.
-- outcome: canceled, canceling, too_late, not_yours.
DROP FUNCTION cancel_generation(uuid, uuid);
CREATE FUNCTION cancel_generation(p_generation_id uuid, p_identity_id uuid, p_user_id uuid)
RETURNS TABLE (outcome text) LANGUAGE plpgsql AS $$
DECLARE
  g generations;
  v_images int;
  v_first text;
BEGIN
  PERFORM lock_wallet_of(p_generation_id);
  SELECT * INTO g FROM generations WHERE id = p_generation_id;
  IF g.id IS NULL OR NOT coalesce(CASE WHEN g.user_id IS NULL THEN g.identity_id = p_identity_id ELSE g.user_id = p_user_id END,
                                  false) THEN
    RETURN QUERY SELECT 'not_yours'; RETURN;
  END IF;
  IF g.finished_at IS NOT NULL THEN RETURN QUERY SELECT 'too_late'; RETURN; END IF;
  UPDATE generations SET cancel_requested_at = coalesce(cancel_requested_at, now()) WHERE id = g.id;
  WITH ended AS (UPDATE predictions SET status = 'canceled', checked_at = now()
                 WHERE generation_id = g.id AND status = 'pending' RETURNING id, images)
    SELECT coalesce(sum(images), 0), min(id::text) INTO v_images, v_first FROM ended;
  PERFORM release_credits(g.id, v_images * g.unit_price, 'cancel:' || v_first);
  RETURN QUERY SELECT CASE WHEN finish_generation(g.id) THEN 'canceled' ELSE 'canceling' END;
END $$;

-- Makes what is left of a lot void. Its wallet is locked by the caller. Returns how much that was.
CREATE FUNCTION forfeit_lot(p_lot_id uuid) RETURNS int LANGUAGE plpgsql AS $$
DECLARE l lots;
BEGIN
  SELECT * INTO l FROM lots WHERE id = p_lot_id AND forfeited_at IS NULL;
  IF NOT FOUND THEN RETURN 0; END IF;
  UPDATE lots SET balance = 0, forfeited_at = now() WHERE id = l.id;
  UPDATE wallets SET balance = balance - l.balance WHERE id = l.wallet_id;
  IF l.balance > 0 THEN
    INSERT INTO ledger_entries (lot_id, kind, amount, idempotency_key)
      VALUES (l.id, 'forfeit', -l.balance, 'forfeit:' || l.id);
  END IF;
  RETURN l.balance;
END $$;

-- Links a guest to an account: lots (with their origin and expiry), requests and pictures move; a trial counts once a person.
-- outcome: linked, already_yours, taken (by another account), blocked (the account is, or is gone), unknown (no such identity).
CREATE FUNCTION link_identity(p_identity_id uuid, p_user_id uuid, p_name text, p_avatar_url text, p_place_name text)
RETURNS TABLE (outcome text, credits int, forfeited int, balance int) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  i identities;
  u users;
  v_credits int;
  v_forfeited int := 0;
BEGIN
  SELECT * INTO i FROM identities WHERE id = p_identity_id FOR UPDATE;
  IF NOT FOUND THEN RETURN QUERY SELECT 'unknown', 0, 0, 0; RETURN; END IF;
  SELECT * INTO u FROM users WHERE id = p_user_id FOR NO KEY UPDATE;
  IF NOT FOUND OR u.blocked_at IS NOT NULL THEN RETURN QUERY SELECT 'blocked', 0, 0, 0; RETURN; END IF;
  IF i.user_id = u.id THEN
    RETURN QUERY SELECT 'already_yours', 0, 0, w.balance FROM wallets w WHERE w.id = u.wallet_id; RETURN;
  END IF;
  IF i.user_id IS NOT NULL THEN RETURN QUERY SELECT 'taken', 0, 0, 0; RETURN; END IF;

  PERFORM 1 FROM wallets w WHERE w.id IN (i.wallet_id, u.wallet_id) ORDER BY w.id FOR UPDATE;
  IF EXISTS (SELECT 1 FROM lots l WHERE l.wallet_id = u.wallet_id AND l.origin = 'trial') THEN
    SELECT coalesce(sum(forfeit_lot(l.id)), 0) INTO v_forfeited FROM lots l
      WHERE l.wallet_id = i.wallet_id AND l.origin = 'trial';
  END IF;
  SELECT w.balance INTO v_credits FROM wallets w WHERE w.id = i.wallet_id;
  UPDATE lots SET wallet_id = u.wallet_id WHERE wallet_id = i.wallet_id;
  UPDATE wallets SET balance = balance + v_credits WHERE id = u.wallet_id;
  UPDATE generations SET user_id = u.id, wallet_id = u.wallet_id WHERE wallet_id = i.wallet_id;
  UPDATE assets a SET user_id = u.id FROM generations g
    WHERE g.id = a.generation_id AND g.user_id = u.id AND a.user_id IS NULL;
  UPDATE identities SET user_id = u.id, wallet_id = u.wallet_id, linked_at = now(), name = p_name,
      avatar_url = p_avatar_url, place_name = p_place_name
    WHERE id = i.id;
  DELETE FROM wallets WHERE id = i.wallet_id;
  RETURN QUERY SELECT 'linked', v_credits, v_forfeited, w.balance FROM wallets w WHERE w.id = u.wallet_id;
END $$;

-- The identity is a guest again, with an empty wallet and no second trial; all it brought stays with the account. It cannot be
-- used to sign in any more. Returns whether it was linked to that account.
CREATE FUNCTION unlink_identity(p_identity_id uuid, p_user_id uuid) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  i identities;
  v_wallet_id uuid := gen_random_uuid();
BEGIN
  SELECT * INTO i FROM identities WHERE id = p_identity_id AND user_id = p_user_id FOR UPDATE;
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO wallets (id) VALUES (v_wallet_id);
  UPDATE identities SET user_id = NULL, linked_at = NULL, wallet_id = v_wallet_id, name = '', avatar_url = NULL,
      place_name = NULL
    WHERE id = i.id;
  DELETE FROM accounts WHERE user_id = p_user_id AND provider_id = i.platform::text
    AND account_id = CASE i.platform WHEN 'discord' THEN i.external_id ELSE i.team_id || ':' || i.external_id END;
  RETURN true;
END $$;

-- Tells the pages of whoever is concerned that something changed (api/events); ids only.
CREATE FUNCTION notify_changed(p_user_id uuid, p_changed text, p_id uuid) RETURNS void LANGUAGE sql AS $$
  SELECT pg_notify('upixel_changed', json_build_object('userId', p_user_id, 'changed', p_changed, 'id', p_id)::text)
$$;

CREATE FUNCTION notify_generation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM notify_changed(NEW.user_id, 'generation', NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER generations_tell AFTER INSERT OR UPDATE OF status, stored, progress, cancel_requested_at, user_id ON generations
  FOR EACH ROW WHEN (NEW.user_id IS NOT NULL) EXECUTE FUNCTION notify_generation();

CREATE FUNCTION notify_assets() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM notify_changed(NEW.user_id, 'assets', NULL); -- the same words many times in one transaction are sent once
  RETURN NULL;
END $$;
CREATE TRIGGER assets_tell AFTER UPDATE OF deleted_at, project_id ON assets
  FOR EACH ROW WHEN (NEW.user_id IS NOT NULL) EXECUTE FUNCTION notify_assets();

CREATE FUNCTION notify_credits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM notify_changed(u.id, 'credits', NULL) FROM users u WHERE u.wallet_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER wallets_tell AFTER UPDATE OF balance ON wallets
  FOR EACH ROW WHEN (NEW.balance <> OLD.balance) EXECUTE FUNCTION notify_credits();

CREATE FUNCTION notify_identities() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM notify_changed(id, 'identities', NULL) FROM unnest(ARRAY[OLD.user_id, NEW.user_id]) AS id WHERE id IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER identities_tell AFTER UPDATE OF user_id ON identities
  FOR EACH ROW WHEN (NEW.user_id IS DISTINCT FROM OLD.user_id) EXECUTE FUNCTION notify_identities();
