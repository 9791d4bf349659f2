-- The rules that money follows, kept where no crash and no race can get between two of their steps:
-- each function below is one statement for its caller, and locks the wallet first, so that two requests on one wallet
-- take turns and two wallets never wait for each other.

ALTER TABLE wallets ADD CONSTRAINT wallets_balance_not_negative CHECK (balance >= 0);
ALTER TABLE lots ADD CONSTRAINT lots_balance_not_negative CHECK (balance >= 0);
ALTER TABLE generations ADD CONSTRAINT generations_stored_within_count CHECK (stored BETWEEN 0 AND count);
ALTER TABLE generations ADD CONSTRAINT generations_unit_price_positive CHECK (unit_price > 0);

-- What sweep and progress look for, and only that: finished work, which is nearly all of it, stays out.
CREATE INDEX generations_open ON generations (priority, created_at) WHERE status IN ('queued', 'running');
CREATE INDEX predictions_open ON predictions (checked_at) WHERE status IN ('pending', 'submitting', 'running');
CREATE INDEX deliveries_pending ON deliveries (generation_id) WHERE status = 'pending';

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'ledger_entries is append-only: correct a mistake with a new entry';
END $$;
CREATE TRIGGER ledger_entries_append_only BEFORE UPDATE OR DELETE ON ledger_entries
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Adds a lot and its grant entry; nothing where the key was used before. Returns whether it granted.
CREATE FUNCTION grant_credits(p_wallet_id uuid, p_origin "LotOrigin", p_amount int, p_key text, p_expires_at timestamptz)
RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE v_lot_id uuid := gen_random_uuid();
BEGIN
  PERFORM 1 FROM wallets WHERE id = p_wallet_id FOR UPDATE;
  INSERT INTO lots (id, wallet_id, origin, balance, expires_at, grant_key)
    VALUES (v_lot_id, p_wallet_id, p_origin, p_amount, p_expires_at, p_key) ON CONFLICT (grant_key) DO NOTHING;
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO ledger_entries (wallet_id, lot_id, kind, amount, idempotency_key)
    VALUES (p_wallet_id, v_lot_id, 'grant', p_amount, 'grant:' || p_key);
  UPDATE wallets SET balance = balance + p_amount WHERE id = p_wallet_id;
  RETURN true;
END $$;

-- Who is this? Makes a guest with a wallet and trial credits the first time, and only then.
CREATE FUNCTION identify(p_platform "Platform", p_team_id text, p_external_id text, p_trial int)
RETURNS TABLE (identity_id uuid, wallet_id uuid, balance int) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  v_identity_id uuid := gen_random_uuid();
  v_wallet_id uuid := gen_random_uuid();
BEGIN
  RETURN QUERY SELECT i.id, w.id, w.balance FROM identities i JOIN wallets w ON w.id = i.wallet_id
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
  RETURN QUERY SELECT i.id, w.id, w.balance FROM identities i JOIN wallets w ON w.id = i.wallet_id
    WHERE i.platform = p_platform AND i.team_id = p_team_id AND i.external_id = p_external_id;
END $$;

-- Holds the price and records the request with its predictions and its delivery, or says why not.
-- outcome: accepted, repeated, too_many_open, too_few_credits. `ahead` counts waiting requests that go first, up to 1,000;
-- `open` what the wallet had waiting and running before.
CREATE FUNCTION request_generation(r jsonb)
RETURNS TABLE (outcome text, balance int, ahead int, open int) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  v_id uuid := (r->>'id')::uuid;
  v_wallet_id uuid := (r->>'walletId')::uuid;
  v_price int := (r->>'unitPrice')::int * (r->>'count')::int;
  v_balance int;
  v_open int;
  v_left int := v_price;
  v_take int;
  v_lot record;
BEGIN
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

  INSERT INTO generations (id, wallet_id, identity_id, request_key, model, prompt, size, count, seed, input_image_key,
                           unit_price, priority)
    VALUES (v_id, v_wallet_id, (r->>'identityId')::uuid, r->>'requestKey', r->>'model', r->>'prompt', r->>'size',
            (r->>'count')::int, (r->>'seed')::int, r->>'inputImageKey', (r->>'unitPrice')::int, v_open + 1);

  FOR v_lot IN SELECT l.id, l.balance FROM lots l
               WHERE l.wallet_id = v_wallet_id AND l.balance > 0 AND (l.expires_at IS NULL OR l.expires_at > now())
               ORDER BY l.expires_at NULLS LAST, l.created_at, l.id LOOP
    v_take := least(v_lot.balance, v_left);
    UPDATE lots SET balance = balance - v_take WHERE id = v_lot.id;
    INSERT INTO ledger_entries (wallet_id, lot_id, kind, amount, generation_id, idempotency_key)
      VALUES (v_wallet_id, v_lot.id, 'hold', -v_take, v_id, 'hold:' || v_id || ':' || v_lot.id);
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

-- Gives held credits back to the lots they came from, last taken first. The key makes giving back twice impossible.
CREATE FUNCTION release_credits(p_generation_id uuid, p_amount int, p_key text)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_left int := p_amount;
  v_give int;
  v_lot record;
BEGIN
  IF p_amount <= 0 THEN RETURN; END IF;
  FOR v_lot IN SELECT e.wallet_id, e.lot_id, -sum(e.amount)::int AS held FROM ledger_entries e
               WHERE e.generation_id = p_generation_id GROUP BY e.wallet_id, e.lot_id
               HAVING sum(e.amount) < 0 ORDER BY min(e.id) DESC LOOP
    v_give := least(v_lot.held, v_left);
    UPDATE lots SET balance = balance + v_give WHERE id = v_lot.lot_id;
    UPDATE wallets SET balance = balance + v_give WHERE id = v_lot.wallet_id;
    INSERT INTO ledger_entries (wallet_id, lot_id, kind, amount, generation_id, idempotency_key)
      VALUES (v_lot.wallet_id, v_lot.lot_id, 'release', v_give, p_generation_id,
              'release:' || p_key || ':' || v_lot.lot_id);
    v_left := v_left - v_give;
    EXIT WHEN v_left = 0;
  END LOOP;
  IF v_left > 0 THEN RAISE EXCEPTION 'generation % holds less than the % credits to release', p_generation_id, p_amount; END IF;
END $$;

-- Ends a generation whose predictions have all ended. Returns whether it is ended now.
CREATE FUNCTION finish_generation(p_generation_id uuid) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM predictions
             WHERE generation_id = p_generation_id AND status IN ('pending', 'submitting', 'running')) THEN
    RETURN false;
  END IF;
  UPDATE generations SET finished_at = now(), status = CASE
      WHEN stored > 0 THEN 'succeeded'::"GenerationStatus"
      WHEN cancel_requested_at IS NOT NULL THEN 'canceled'
      ELSE 'failed' END
    WHERE id = p_generation_id AND finished_at IS NULL;
  RETURN true;
END $$;

-- Takes a generation's unsent predictions for submission, unless its wallet already runs as many as it may.
-- `resumed` marks a prediction whose earlier submitter vanished: it may have been sent, and must be looked for first.
CREATE FUNCTION claim_generation(p_generation_id uuid, p_max_running int, p_lease_ms int)
RETURNS TABLE (prediction_id uuid, slot int, images int, seed int, resumed boolean, model text, prompt text, size text,
               input_image_key text, input_image_url text, asked_at timestamptz) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE g generations;
BEGIN
  PERFORM 1 FROM wallets w JOIN generations x ON x.wallet_id = w.id WHERE x.id = p_generation_id FOR UPDATE OF w;
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
CREATE FUNCTION settle_prediction(r jsonb)
RETURNS TABLE (settled boolean, finished boolean, next_id uuid) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  v_id uuid := (r->>'predictionId')::uuid;
  v_stored int := jsonb_array_length(r->'assets');
  p predictions;
  g generations;
  v_finished boolean;
BEGIN
  PERFORM 1 FROM wallets w JOIN generations x ON x.wallet_id = w.id JOIN predictions y ON y.generation_id = x.id
    WHERE y.id = v_id FOR UPDATE OF w;
  UPDATE predictions SET status = (r->>'status')::"PredictionStatus", lease_until = NULL, checked_at = now(),
      predict_ms = (r->>'predictMs')::int
    WHERE id = v_id AND status IN ('pending', 'submitting', 'running') RETURNING * INTO p;
  IF NOT FOUND THEN RETURN QUERY SELECT false, false, NULL::uuid; RETURN; END IF;

  INSERT INTO assets (id, generation_id, prediction_id, position, storage_key, thumbnail_key, content_type, sha256,
                      width, height, byte_length)
    SELECT a.id, p.generation_id, v_id, a.position, a."storageKey", a."thumbnailKey", a."contentType", a.sha256,
           a.width, a.height, a."byteLength"
    FROM jsonb_to_recordset(r->'assets') AS a(id uuid, position int, "storageKey" text, "thumbnailKey" text,
         "contentType" text, sha256 text, width int, height int, "byteLength" int);
  UPDATE generations SET stored = stored + v_stored, failure = coalesce(failure, r->>'failure')
    WHERE id = p.generation_id RETURNING * INTO g;
  PERFORM release_credits(g.id, (p.images - v_stored) * g.unit_price, v_id::text);
  v_finished := finish_generation(g.id);
  RETURN QUERY SELECT true, v_finished,
    (SELECT n.id FROM generations n WHERE n.wallet_id = g.wallet_id AND n.status = 'queued'
     ORDER BY n.priority, n.created_at LIMIT 1);
END $$;

-- A person calls a generation off: what was not sent ends now, the rest when the provider confirms.
-- outcome: canceled, canceling, too_late, not_yours.
CREATE FUNCTION cancel_generation(p_generation_id uuid, p_identity_id uuid)
RETURNS TABLE (outcome text) LANGUAGE plpgsql AS $$
DECLARE
  g generations;
  v_images int;
  v_first text;
BEGIN
  PERFORM 1 FROM wallets w JOIN generations x ON x.wallet_id = w.id WHERE x.id = p_generation_id FOR UPDATE OF w;
  SELECT * INTO g FROM generations WHERE id = p_generation_id;
  IF g.id IS NULL OR g.identity_id <> p_identity_id THEN RETURN QUERY SELECT 'not_yours'; RETURN; END IF;
  IF g.finished_at IS NOT NULL THEN RETURN QUERY SELECT 'too_late'; RETURN; END IF;
  UPDATE generations SET cancel_requested_at = coalesce(cancel_requested_at, now()) WHERE id = g.id;
  WITH ended AS (UPDATE predictions SET status = 'canceled', checked_at = now()
                 WHERE generation_id = g.id AND status = 'pending' RETURNING id, images)
    SELECT coalesce(sum(images), 0), min(id::text) INTO v_images, v_first FROM ended;
  PERFORM release_credits(g.id, v_images * g.unit_price, 'cancel:' || v_first);
  RETURN QUERY SELECT CASE WHEN finish_generation(g.id) THEN 'canceled' ELSE 'canceling' END;
END $$;
