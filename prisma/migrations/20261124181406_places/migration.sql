-- AlterTable
ALTER TABLE "deliveries" ADD COLUMN     "earlier" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "guild_id" TEXT,
ADD COLUMN     "posted" UUID[] DEFAULT ARRAY[]::UUID[];

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
  INSERT INTO deliveries (generation_id, platform, team_id, guild_id, channel_id, user_id, reply_token, reply_expires_at,
                          message_id, file_limit, lease_until)
    VALUES (v_id, (r->>'platform')::"Platform", r->>'teamId', r->>'guildId', r->>'channelId', r->>'userId',
            decode(r->>'replyToken', 'base64'), (r->>'replyExpiresAt')::timestamptz, r->>'messageId',
            (r->>'fileLimit')::int, now() + (r->>'announceMs')::int * interval '1 millisecond');

  RETURN QUERY SELECT 'accepted', v_balance - v_price,
    (SELECT count(*)::int FROM (SELECT 1 FROM generations WHERE status = 'queued' AND id <> v_id
                                AND priority <= v_open + 1 LIMIT 1000) AS first), v_open;
END $$;
