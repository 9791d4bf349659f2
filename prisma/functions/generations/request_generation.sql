-- Holds the price and records the request with its predictions and its delivery, or says why not. The asker is `identityId` in a chat, or the account
-- `userId` elsewhere; `target` is the reply target; without one there is no delivery. `limits` says, for each plan, how much may be open and where
-- its requests wait: the plan is that of the paying wallet, at this moment.
-- `team` is where it was asked, which of its roles or groups the asker is in, and whether they are a guest or from another company, who never use its
-- wallet unless the team says so: the team pays if they may use its wallet and it can pay, otherwise the asker does.
-- `pay`: `team` or `me` allows only that one.
-- outcome: accepted, repeated, too_many_open, too_few_credits, team_does_not_pay (`pay` was `team`); groups_needed: the caller must find out whether
-- the asker is a guest, and which of these groups they are in, and call again; pressed_twice: the same person used the same `pressKey` within
-- `pressMs`; unpaid_limit: it would take unpaid credits beyond what `unpaid` allows per day, or for a person too new, and the paid ones do not
-- suffice (`why`: account_too_new, workspace_too_new, workspace_day, service_day); daily_cap: the asker would have more than `dailyImages` images of today
-- (UTC) there, and `open` is how many they have; stopped: the asker or the place is blocked, or the asker has to wait after refusals (`pauses`, see
-- core/abuse/strikes.ts), and abuse_standing() says which. Otherwise `why` says why the team does not pay: no_team,
-- not_allowed, too_few_credits, cap_reached. `balance` is what the paying wallet can spend. `ahead` counts waiting requests that go first, up to
-- 1,000; `open` what the wallet had waiting and running before; `priority` is where it waits, lower first.
CREATE OR REPLACE FUNCTION request_generation(r jsonb)
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
  -- Null if not known yet; if absent (a process of the previous version), a member.
  v_guest boolean := CASE WHEN r->'team' ? 'guest' THEN (r->'team'->>'guest')::boolean ELSE false END;
  v_why text := 'no_team';
  v_team_pays boolean;
  v_limits jsonb;
  v_balance int;
  v_open int;
  v_priority int;
  i identities;
  -- A process of the previous version sends other fields, and always has a target.
  v_target jsonb := CASE WHEN r ? 'target' THEN r->'target' ELSE r || jsonb_build_object(
    'workspaceId', coalesce(r->>'guildId', r->>'teamId', ''), 'channelId', split_part(r->>'channelId', '/', 1),
    'threadId', nullif(split_part(r->>'channelId', '/', 2), '')) END;
  -- Where it was asked: the keyed hash in hexadecimal; the version before sends the id alone.
  v_place_hash text := coalesce(r->'team'->>'externalIdHash', v_target->>'workspaceIdHash');
  v_place_id text := coalesce(r->'team'->>'externalId', v_target->>'workspaceId', '');
  v_place text := coalesce('hash:' || v_place_hash, v_place_id);
  v_unpaid int;
  v_room record;
  v_paid_first boolean := false;
  -- A member's images of a day there are limited; null: they are not.
  v_daily int := (r->>'dailyImages')::int;
  v_today int;
BEGIN
  IF NOT open_request(r->>'requestKey') THEN
    RETURN QUERY SELECT 'repeated', 0, 0, 0, 0, false, NULL, NULL, NULL::text[]; RETURN;
  END IF;
  IF v_identity_id IS NULL THEN
    SELECT u.id, u.wallet_id INTO STRICT v_user_id, v_own_id FROM users u WHERE u.id = (r->>'userId')::uuid FOR KEY SHARE;
  ELSE
    -- Locked until the end, so that linking waits for us or we see its result.
    SELECT * INTO STRICT i FROM identities x WHERE x.id = v_identity_id FOR SHARE;
    v_own_id := i.wallet_id;
    v_user_id := i.user_id;
  END IF;
  -- A process of the version before asks this by itself, and sends no pauses.
  IF r ? 'pauses' AND EXISTS (
      SELECT 1 FROM abuse_standing(v_identity_id, v_user_id, decode(v_place_hash, 'hex')) s
      WHERE s.blocked OR s.place_blocked OR s.since_last_ms < (
        SELECT max(p."pauseMs") FROM jsonb_to_recordset(r->'pauses') AS p("from" int, "pauseMs" int) WHERE s.day >= p."from")) THEN
    RETURN QUERY SELECT 'stopped', 0, 0, 0, 0, false, NULL, NULL, NULL::text[]; RETURN;
  END IF;
  IF v_pay <> 'me' AND r->'team'->>'externalId' IS NOT NULL THEN
    t := workspace_at((r->'team'->>'platform')::"Platform", decode(r->'team'->>'externalIdHash', 'hex'), r->'team'->>'externalId');
    IF t.wallet_id IS NULL THEN
      t := NULL;
    ELSE
      SELECT array_agg(a.group_id) INTO v_groups FROM team_access a WHERE a.workspace_id = t.id;
      IF (v_groups IS NOT NULL AND coalesce(jsonb_typeof(r->'team'->'groups'), 'null') = 'null')
          OR (v_guest IS NULL AND (v_groups IS NOT NULL OR NOT t.guests_may_spend)) THEN
        RETURN QUERY SELECT 'groups_needed', 0, 0, 0, 0, false, NULL, t.name, v_groups; RETURN;
      END IF;
      -- Checked before anything is locked, so that people whom the team does not pay for do not wait for it.
      v_why := CASE
        WHEN v_guest AND NOT t.guests_may_spend THEN 'not_allowed'
        WHEN NOT v_guest AND v_groups IS NOT NULL AND NOT v_groups && ARRAY(SELECT jsonb_array_elements_text(r->'team'->'groups'))
          THEN 'not_allowed'
        ELSE team_cannot_pay(t, v_identity_id, v_price) END;
      -- A manager's first /team creates the wallet: while nothing was ever in it, no card needs to mention it.
      IF v_why = 'too_few_credits' AND v_pay = 'any' AND NOT EXISTS (SELECT 1 FROM lots l WHERE l.wallet_id = t.wallet_id) THEN
        v_why := 'no_team';
      END IF;
    END IF;
  END IF;
  v_team_pays := v_why IS NULL;
  IF v_daily IS NOT NULL THEN
    -- Two requests of one member at once are counted one after the other, whoever pays for them.
    PERFORM pg_advisory_xact_lock(hashtextextended(v_identity_id || v_place, 0));
  END IF;
  -- Locked in the order of their ids, as everywhere.
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
  IF r->>'pressKey' IS NOT NULL AND EXISTS (
      SELECT 1 FROM generations g WHERE g.press_key = r->>'pressKey'
        AND CASE WHEN v_identity_id IS NULL THEN g.user_id = v_user_id AND g.identity_id IS NULL ELSE g.identity_id = v_identity_id END
        -- What has failed already is not being made.
        AND g.status NOT IN ('failed', 'canceled') AND g.created_at > now() - (r->>'pressMs')::int * interval '1 millisecond') THEN
    RETURN QUERY SELECT 'pressed_twice', v_balance, 0, 0, 0, false, NULL, NULL, NULL::text[]; RETURN;
  END IF;
  IF v_pay = 'team' AND NOT v_team_pays THEN
    RETURN QUERY SELECT 'team_does_not_pay', 0, 0, 0, 0, false, v_why, t.name, v_groups; RETURN;
  END IF;
  IF v_daily IS NOT NULL THEN
    SELECT coalesce(sum(CASE WHEN g.status IN ('queued', 'running') THEN g.count ELSE g.stored END), 0) INTO v_today FROM generations g
      WHERE g.identity_id = v_identity_id AND g.capped_place = decode(v_place_hash, 'hex')
        AND g.created_at >= date_trunc('day', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC';
    IF v_today + (r->>'count')::int > v_daily THEN
      RETURN QUERY SELECT 'daily_cap', v_balance, 0, v_today, 0, false, NULL, NULL, NULL::text[]; RETURN;
    END IF;
  END IF;
  SELECT count(*) INTO v_open FROM generations WHERE wallet_id = v_wallet_id AND status IN ('queued', 'running');
  IF v_open >= (v_limits->>'open')::int THEN
    RETURN QUERY SELECT 'too_many_open', v_balance, 0, v_open, 0, v_team_pays, v_why, t.name, v_groups; RETURN;
  END IF;
  IF v_price > v_balance THEN
    RETURN QUERY SELECT 'too_few_credits', v_balance, 0, v_open, 0, false, v_why, t.name, v_groups; RETURN;
  END IF;
  SELECT coalesce(sum(take), 0) INTO v_unpaid FROM lots_to_take(v_wallet_id, v_price, false) WHERE unpaid;
  IF v_unpaid > 0 THEN
    -- Outside chat, an account is as old as the oldest of its identities.
    SELECT 0 AS room, CASE WHEN v_identity_id IS NOT NULL THEN too_new_at(i, decode(v_place_hash, 'hex'), v_place_id)
      WHEN NOT EXISTS (SELECT 1 FROM identities x WHERE x.user_id = v_user_id AND too_new_at(x, x.team_id_hash, x.team_id) IS NULL)
      THEN 'account_too_new' END AS why INTO v_room;
    IF v_room.why IS NULL THEN SELECT * INTO v_room FROM unpaid_room(v_place, r->'unpaid'); END IF;
    IF v_unpaid > v_room.room THEN
      v_paid_first := true;
      SELECT coalesce(sum(take), 0) INTO v_unpaid FROM lots_to_take(v_wallet_id, v_price, true) WHERE unpaid;
    END IF;
    IF v_unpaid > greatest(v_room.room, 0) THEN
      -- The previous version does not know this outcome, and sends no limits.
      RETURN QUERY SELECT CASE WHEN r ? 'unpaid' THEN 'unpaid_limit' ELSE 'too_few_credits' END,
        v_balance, 0, v_open, 0, v_team_pays, CASE WHEN r ? 'unpaid' THEN v_room.why ELSE v_why END, t.name, v_groups; RETURN;
    END IF;
    PERFORM count_unpaid((now() AT TIME ZONE 'UTC')::date, v_place, v_unpaid);
  END IF;
  v_priority := (v_limits->>'priority')::int + v_open + 1;

  INSERT INTO generations (id, wallet_id, identity_id, user_id, project_id, request_key, model, prompt, prompt_sealed, negative_prompt, negative_prompt_sealed,
                           size, format, count, seed, input_image_key, reference_url, second_image_key, second_reference_url, third_image_key, third_reference_url, strength, pixel, tool, source_asset_id, origin_model, unit_price, priority, team_declined, press_key, unpaid_place,
                           needs_check, capped_place, created_at)
    VALUES (v_id, v_wallet_id, v_identity_id, v_user_id, (r->>'projectId')::uuid, r->>'requestKey', r->>'model',
            r->>'prompt', decode(r->>'promptSealed', 'base64'), coalesce(r->>'negativePrompt', ''), decode(r->>'negativePromptSealed', 'base64'),
            r->>'size', r->>'format', (r->>'count')::int, (r->>'seed')::int, r->>'inputImageKey', r->>'referenceUrl', r->>'secondImageKey', r->>'secondReferenceUrl', r->>'thirdImageKey', r->>'thirdReferenceUrl', (r->>'strength')::float8, nullif(r->'pixel', 'null'),
            -- Its row may be gone by now: then the worker finds no picture, and the credits go back.
            r->>'tool', (SELECT a.id FROM assets a WHERE a.id = (r->>'sourceAssetId')::uuid), r->>'originModel',
            (r->>'unitPrice')::int, v_priority, CASE WHEN v_why IN ('too_few_credits', 'cap_reached') THEN v_why END,
            r->>'pressKey', CASE WHEN v_unpaid > 0 THEN v_place END,
            coalesce((r->>'needsCheck')::boolean, false), CASE WHEN v_daily IS NOT NULL THEN decode(v_place_hash, 'hex') END, now());

  WITH taken AS MATERIALIZED (SELECT * FROM lots_to_take(v_wallet_id, v_price, v_paid_first)),
    held AS (UPDATE lots l SET balance = l.balance - t.take FROM taken t WHERE l.id = t.lot_id)
    INSERT INTO ledger_entries (lot_id, kind, amount, generation_id, idempotency_key)
    SELECT lot_id, 'hold', -take, v_id, 'hold:' || v_id || ':' || lot_id FROM taken ORDER BY nth;
  UPDATE wallets SET balance = balance - v_price WHERE id = v_wallet_id;
  IF v_team_pays THEN
    INSERT INTO team_members (workspace_id, identity_id, name) VALUES (t.id, v_identity_id, coalesce(r->'team'->>'memberName', ''))
      ON CONFLICT (workspace_id, identity_id) DO UPDATE SET name = excluded.name
      WHERE excluded.name NOT IN ('', team_members.name);
  END IF;

  INSERT INTO predictions (id, generation_id, slot, images, seed)
    SELECT gen_random_uuid(), v_id, slot, images, seed
    FROM jsonb_to_recordset(r->'predictions') AS p(slot int, images int, seed int);
  IF jsonb_typeof(v_target) = 'object' THEN
    INSERT INTO reply_targets (id, platform, workspace_id, workspace_id_hash, workspace_id_sealed, channel_id, thread_id, user_id, channel_id_sealed,
                               thread_id_sealed, user_id_sealed, file_limit, age_restricted, is_private, reply_token, reply_expires_at)
      VALUES (v_id, (v_target->>'platform')::"Platform", v_target->>'workspaceId', decode(v_target->>'workspaceIdHash', 'hex'),
              decode(v_target->>'workspaceIdSealed', 'base64'), v_target->>'channelId', v_target->>'threadId', v_target->>'userId', decode(v_target->>'channelIdSealed', 'base64'), decode(v_target->>'threadIdSealed', 'base64'),
              decode(v_target->>'userIdSealed', 'base64'), (v_target->>'fileLimit')::int, coalesce((v_target->>'ageRestricted')::boolean, false),
              coalesce((v_target->>'isPrivate')::boolean, false), decode(v_target->>'replyToken', 'base64'),
              (v_target->>'replyExpiresAt')::timestamptz);
    INSERT INTO deliveries (generation_id, target_id, message_id, lease_until)
      VALUES (v_id, v_id, r->>'messageId', now() + (r->>'announceMs')::int * interval '1 millisecond');
  END IF;

  RETURN QUERY SELECT 'accepted', v_balance - v_price,
    (SELECT count(*)::int FROM (SELECT 1 FROM generations WHERE status = 'queued' AND id <> v_id
                                AND priority <= v_priority LIMIT 1000) AS first), v_open, v_priority, v_team_pays,
    v_why, t.name, v_groups;
END $$;
