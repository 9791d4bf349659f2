-- AlterTable
ALTER TABLE "generations" ADD COLUMN     "team_declined" TEXT;

-- AlterTable
ALTER TABLE "workspaces" ADD COLUMN     "member_cap" INTEGER,
ADD COLUMN     "wallet_id" UUID;

-- AlterTable
ALTER TABLE "pay_requests" ADD COLUMN     "workspace_id" UUID;

-- CreateTable
CREATE TABLE "team_access" (
    "workspace_id" UUID NOT NULL,
    "group_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "team_access_pkey" PRIMARY KEY ("workspace_id","group_id")
);

-- CreateTable
CREATE TABLE "team_members" (
    "workspace_id" UUID NOT NULL,
    "identity_id" UUID NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "managed_at" TIMESTAMPTZ(3),

    CONSTRAINT "team_members_pkey" PRIMARY KEY ("workspace_id","identity_id")
);

-- CreateIndex
CREATE INDEX "team_members_identity_id_idx" ON "team_members"("identity_id");

-- CreateIndex
CREATE INDEX "pay_requests_workspace_id_idx" ON "pay_requests"("workspace_id");

-- CreateIndex
CREATE UNIQUE INDEX "workspaces_wallet_id_key" ON "workspaces"("wallet_id");

-- AddForeignKey
ALTER TABLE "workspaces" ADD CONSTRAINT "workspaces_wallet_id_fkey" FOREIGN KEY ("wallet_id") REFERENCES "wallets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_access" ADD CONSTRAINT "team_access_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_identity_id_fkey" FOREIGN KEY ("identity_id") REFERENCES "identities"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pay_requests" ADD CONSTRAINT "pay_requests_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE workspaces ADD CONSTRAINT workspaces_member_cap_positive CHECK (member_cap > 0);

-- Somebody looked at a team's wallet. Whoever manages the team is remembered with the day, as the chat says it now, and makes the
-- wallet by looking for the first time. Returns the team; nothing where it is not known and they do not manage it.
CREATE FUNCTION visit_team(p_platform "Platform", p_external_id text, p_identity_id uuid, p_name text, p_is_manager boolean)
RETURNS TABLE (workspace_id uuid, wallet_id uuid) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  t workspaces;
  v_wallet_id uuid := gen_random_uuid();
BEGIN
  IF p_is_manager THEN
    INSERT INTO workspaces (id, platform, external_id) VALUES (gen_random_uuid(), p_platform, p_external_id)
      ON CONFLICT (platform, external_id) DO NOTHING;
  END IF;
  SELECT * INTO t FROM workspaces w WHERE w.platform = p_platform AND w.external_id = p_external_id;
  IF t.id IS NULL THEN RETURN; END IF;
  IF p_is_manager THEN
    IF t.wallet_id IS NULL THEN
      -- Locked, so that two who manage it make one wallet.
      SELECT * INTO t FROM workspaces w WHERE w.id = t.id FOR UPDATE;
      IF t.wallet_id IS NULL THEN
        INSERT INTO wallets (id) VALUES (v_wallet_id);
        UPDATE workspaces w SET wallet_id = v_wallet_id WHERE w.id = t.id;
        t.wallet_id := v_wallet_id;
      END IF;
    END IF;
    INSERT INTO team_members (workspace_id, identity_id, name, managed_at) VALUES (t.id, p_identity_id, p_name, now())
      ON CONFLICT (workspace_id, identity_id) DO UPDATE SET managed_at = now(),
        name = CASE WHEN excluded.name = '' THEN team_members.name ELSE excluded.name END;
  ELSE
    UPDATE team_members m SET managed_at = NULL
      WHERE m.workspace_id = t.id AND m.identity_id = p_identity_id AND m.managed_at IS NOT NULL;
  END IF;
  RETURN QUERY SELECT t.id, t.wallet_id;
END $$;

-- What an identity's requests of this calendar month (UTC) hold in a wallet, or have cost it.
CREATE FUNCTION spent_this_month(p_wallet_id uuid, p_identity_id uuid) RETURNS int LANGUAGE sql STABLE AS $$
  SELECT coalesce(-sum(e.amount), 0)::int FROM generations g JOIN ledger_entries e ON e.generation_id = g.id
  WHERE g.identity_id = p_identity_id AND g.wallet_id = p_wallet_id
    AND g.created_at >= date_trunc('month', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'
$$;

-- Why a team's wallet cannot pay so much for one of its members; null where it can.
CREATE FUNCTION team_cannot_pay(t workspaces, p_identity_id uuid, p_price int) RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN CASE
    WHEN p_price > spendable_credits(t.wallet_id) THEN 'too_few_credits'
    WHEN spent_this_month(t.wallet_id, p_identity_id) + p_price > t.member_cap THEN 'cap_reached' END;
END $$;

-- Holds the price and records the request with its predictions and its delivery, or says why not. `limits` has, for each plan, how
-- much may be open and where its requests wait: the plan is that of the wallet that pays, at this moment.
-- `team` is where it was asked, and which of its roles or groups the asker is in: its wallet pays where they may use it and it can,
-- and otherwise the asker's own. `pay`: `team` or `me`, and then nobody else.
-- outcome: accepted, repeated, too_many_open, too_few_credits, team_does_not_pay (`pay` was `team`), groups_needed: the caller has to
-- find out which of these groups the asker is in, and ask again. `why` says why the team does not pay: no_team, not_allowed,
-- too_few_credits, cap_reached. `balance` is what can be spent from the wallet that pays. `ahead` counts waiting requests that go
-- first, up to 1,000; `open` what the wallet had waiting and running before; `priority` is where it waits, lower first.
DROP FUNCTION request_generation(jsonb);
CREATE FUNCTION request_generation(r jsonb)
RETURNS TABLE (outcome text, balance int, ahead int, open int, priority int, paid_by_team boolean, why text, team_name text,
               groups text[]) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  v_id uuid := (r->>'id')::uuid;
  v_identity_id uuid := (r->>'identityId')::uuid;
  v_pay text := coalesce(r->>'pay', 'any');
  v_own_id uuid;
  v_wallet_id uuid;
  v_user_id uuid;
  v_price int := (r->>'unitPrice')::int * (r->>'count')::int;
  t workspaces;
  v_groups text[];
  v_why text := 'no_team';
  v_team_pays boolean;
  v_limits jsonb;
  v_balance int;
  v_open int;
  v_priority int;
  v_left int := v_price;
  v_take int;
  v_lot record;
BEGIN
  -- Held until the end, so that linking waits for us or we see what it did.
  SELECT i.wallet_id, i.user_id INTO STRICT v_own_id, v_user_id FROM identities i WHERE i.id = v_identity_id FOR SHARE;
  IF v_pay <> 'me' AND r->'team'->>'externalId' IS NOT NULL THEN
    SELECT * INTO t FROM workspaces s WHERE s.platform = (r->'team'->>'platform')::"Platform"
      AND s.external_id = r->'team'->>'externalId' AND s.wallet_id IS NOT NULL;
    IF t.id IS NOT NULL THEN
      SELECT array_agg(a.group_id) INTO v_groups FROM team_access a WHERE a.workspace_id = t.id;
      IF v_groups IS NOT NULL AND coalesce(jsonb_typeof(r->'team'->'groups'), 'null') = 'null' THEN
        RETURN QUERY SELECT 'groups_needed', 0, 0, 0, 0, false, NULL, t.name, v_groups; RETURN;
      END IF;
      -- Looked at before anything is locked, so that whom the team does not pay for does not wait for it.
      v_why := CASE WHEN v_groups IS NOT NULL AND NOT v_groups && ARRAY(SELECT jsonb_array_elements_text(r->'team'->'groups'))
        THEN 'not_allowed' ELSE team_cannot_pay(t, v_identity_id, v_price) END;
    END IF;
  END IF;
  v_team_pays := v_why IS NULL;
  -- In the order of their ids, as everybody locks more than one.
  PERFORM 1 FROM wallets w WHERE (w.id = v_own_id AND v_pay <> 'team') OR (w.id = t.wallet_id AND v_team_pays)
    ORDER BY w.id FOR UPDATE;
  IF v_team_pays THEN
    v_why := team_cannot_pay(t, v_identity_id, v_price);
    v_team_pays := v_why IS NULL;
  END IF;
  v_wallet_id := CASE WHEN v_team_pays THEN t.wallet_id ELSE v_own_id END;
  v_limits := r->'limits'->wallet_plan(v_wallet_id);
  v_balance := spendable_credits(v_wallet_id);
  IF EXISTS (SELECT 1 FROM generations WHERE request_key = r->>'requestKey') THEN
    RETURN QUERY SELECT 'repeated', v_balance, 0, 0, 0, false, NULL, NULL, NULL::text[]; RETURN;
  END IF;
  IF v_pay = 'team' AND NOT v_team_pays THEN
    RETURN QUERY SELECT 'team_does_not_pay', 0, 0, 0, 0, false, v_why, t.name, v_groups; RETURN;
  END IF;
  SELECT count(*) INTO v_open FROM generations WHERE wallet_id = v_wallet_id AND status IN ('queued', 'running');
  IF v_open >= (v_limits->>'open')::int THEN
    RETURN QUERY SELECT 'too_many_open', v_balance, 0, v_open, 0, v_team_pays, v_why, t.name, v_groups; RETURN;
  END IF;
  IF v_price > v_balance THEN
    RETURN QUERY SELECT 'too_few_credits', v_balance, 0, v_open, 0, false, v_why, t.name, v_groups; RETURN;
  END IF;
  v_priority := (v_limits->>'priority')::int + v_open + 1;

  INSERT INTO generations (id, wallet_id, identity_id, user_id, project_id, request_key, model, prompt, size, count, seed,
                           input_image_key, unit_price, priority, team_declined)
    VALUES (v_id, v_wallet_id, v_identity_id, v_user_id, (r->>'projectId')::uuid, r->>'requestKey', r->>'model',
            r->>'prompt', r->>'size', (r->>'count')::int, (r->>'seed')::int, r->>'inputImageKey', (r->>'unitPrice')::int, v_priority,
            CASE WHEN v_why IN ('too_few_credits', 'cap_reached') THEN v_why END);

  FOR v_lot IN SELECT l.id, l.balance FROM lots l
               WHERE l.wallet_id = v_wallet_id AND l.balance > 0 AND l.frozen_at IS NULL
                 AND (l.expires_at IS NULL OR l.expires_at > now())
               ORDER BY l.expires_at NULLS LAST, l.created_at, l.id LOOP
    v_take := least(v_lot.balance, v_left);
    UPDATE lots SET balance = balance - v_take WHERE id = v_lot.id;
    INSERT INTO ledger_entries (lot_id, kind, amount, generation_id, idempotency_key)
      VALUES (v_lot.id, 'hold', -v_take, v_id, 'hold:' || v_id || ':' || v_lot.id);
    v_left := v_left - v_take;
    EXIT WHEN v_left = 0;
  END LOOP;
  UPDATE wallets SET balance = balance - v_price WHERE id = v_wallet_id;
  IF v_team_pays THEN
    INSERT INTO team_members (workspace_id, identity_id, name) VALUES (t.id, v_identity_id, coalesce(r->'team'->>'memberName', ''))
      ON CONFLICT (workspace_id, identity_id) DO UPDATE SET name = excluded.name
      WHERE excluded.name NOT IN ('', team_members.name);
  END IF;

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
                                AND priority <= v_priority LIMIT 1000) AS first), v_open, v_priority, v_team_pays,
    v_why, t.name, v_groups;
END $$;

-- Links a guest to an account: lots (with their origin and expiry), requests and pictures move; a trial counts once a person. What a
-- team paid for moves with its asker, and is still paid by the team.
-- The identity is locked so that a request waits (FOR SHARE) but a settlement does not: writing to a generation twice in one
-- transaction checks its foreign keys again (FOR KEY SHARE), while we may be waiting for that very generation.
-- outcome: linked, already_yours, taken (by another account), blocked (the account is, or is gone), unknown (no such identity).
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

-- The identity is a guest again, with an empty wallet and no second trial; all it brought stays with the account, and what a team
-- paid for as well. It cannot be used to sign in any more. Returns whether it was linked to that account. Locks as link_identity does.
CREATE OR REPLACE FUNCTION unlink_identity(p_identity_id uuid, p_user_id uuid) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  i identities;
  v_wallet_id uuid := gen_random_uuid();
BEGIN
  SELECT * INTO i FROM identities WHERE id = p_identity_id AND user_id = p_user_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO wallets (id) VALUES (v_wallet_id);
  UPDATE identities SET user_id = NULL, linked_at = NULL, wallet_id = v_wallet_id, name = '', avatar_url = NULL,
      place_name = NULL
    WHERE id = i.id;
  DELETE FROM accounts WHERE user_id = p_user_id AND provider_id = i.platform::text
    AND account_id = CASE i.platform WHEN 'discord' THEN i.external_id ELSE i.team_id || ':' || i.external_id END;
  RETURN true;
END $$;

-- Tells the pages of those who manage a team (api/teams) that its wallet, its plan or its payments changed.
CREATE FUNCTION notify_team(p_wallet_id uuid) RETURNS void LANGUAGE sql AS $$
  SELECT notify_changed(i.user_id, 'team', t.id) FROM workspaces t JOIN team_members m ON m.workspace_id = t.id
    JOIN identities i ON i.id = m.identity_id
  WHERE t.wallet_id = p_wallet_id AND m.managed_at IS NOT NULL AND i.user_id IS NOT NULL
$$;

CREATE OR REPLACE FUNCTION notify_credits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM notify_changed(u.id, 'credits', NULL) FROM users u WHERE u.wallet_id = NEW.id;
  PERFORM notify_team(NEW.id);
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION notify_billing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM notify_changed(u.id, 'billing', NULL) FROM users u WHERE u.wallet_id = NEW.wallet_id;
  PERFORM notify_team(NEW.wallet_id);
  RETURN NULL;
END $$;
