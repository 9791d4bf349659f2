-- Enters a request into the register, or finds the open one of this kind and person; `is_new` says which. Of an account it is also what one of its
-- chat identities asked as a guest, except a deletion, which is of that identity alone.
-- r: ticket, kind, userId | identityId | workspaceId | outsiderHash (hex), origin, proof, receivedAt (null: now).
CREATE OR REPLACE FUNCTION open_privacy_request(r jsonb) RETURNS TABLE (id uuid, is_new boolean) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  v_kind "PrivacyRequestKind" := (r->>'kind')::"PrivacyRequestKind";
  v_user_id uuid := (r->>'userId')::uuid;
  v_identity_id uuid := (r->>'identityId')::uuid;
  v_workspace_id uuid := (r->>'workspaceId')::uuid;
  v_outsider bytea := decode(r->>'outsiderHash', 'hex');
  v_received timestamptz(3) := coalesce((r->>'receivedAt')::timestamptz, now());
  v_id uuid;
BEGIN
  LOOP
    SELECT p.id INTO v_id FROM privacy_requests p
      WHERE p.kind = v_kind AND p.state IN ('open', 'in_progress')
        AND (p.user_id = v_user_id OR p.identity_id = v_identity_id OR p.workspace_id = v_workspace_id OR p.outsider_hash = v_outsider
          OR (v_kind <> 'delete' AND p.identity_id IN (SELECT i.id FROM identities i WHERE i.user_id = v_user_id)))
      ORDER BY p.received_at LIMIT 1;
    IF FOUND THEN RETURN QUERY SELECT v_id, false; RETURN; END IF;
    v_id := gen_random_uuid();
    INSERT INTO privacy_requests (id, ticket, kind, user_id, identity_id, workspace_id, outsider_hash, origin, proof, received_at, due_at)
      VALUES (v_id, r->>'ticket', v_kind, v_user_id, v_identity_id, v_workspace_id, v_outsider, (r->>'origin')::"PrivacyRequestOrigin",
        (r->>'proof')::"PrivacyRequestProof", v_received, privacy_due_at(v_received))
      ON CONFLICT DO NOTHING;
    -- Otherwise it was asked twice at once, and the other came first.
    IF FOUND THEN RETURN QUERY SELECT v_id, true; RETURN; END IF;
    IF EXISTS (SELECT 1 FROM privacy_requests p WHERE p.ticket = r->>'ticket') THEN RAISE EXCEPTION 'this ticket is taken'; END IF;
  END LOOP;
END $$;
