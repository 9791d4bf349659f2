-- A generation as it is shown to people; see core/generations/view.ts. Words as stored_text() answers them. `ahead`: waiting requests that go first, up
-- to 1,000. `p_kept_days`: how long withheld images are kept, and a picture that is
-- not as asked may be given back. A picture in the trash stays in the message
-- that has it, and is posted nowhere anew. Volatile, so that what the same statement has changed before is seen.
CREATE OR REPLACE FUNCTION generation_view(p_generation_id uuid, p_kept_days int)
RETURNS TABLE (id uuid, status "GenerationStatus", model text, prompt text, size text, tool text, origin_model text, description text, count int,
               seed int, unit_price int, stored int, failure text, withheld int, unchecked int, is_unchecked boolean,
               can_show_withheld boolean, input_image_key text, shows_input boolean, cancel_requested boolean, created_at timestamptz, started_at timestamptz,
               identity_id uuid, account_id uuid, team_name text, team_declined text, ahead int, shown text, uploads text[], runs jsonb,
               assets jsonb, is_in_chat boolean) LANGUAGE plpgsql VOLATILE AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
    SELECT g.id, g.status, g.model, stored_text(g.prompt, g.prompt_sealed), g.size, g.tool, g.origin_model,
      CASE WHEN g.description <> '' OR g.description_sealed IS NOT NULL THEN stored_text(g.description, g.description_sealed) END,
      g.count, g.seed, g.unit_price, g.stored, g.failure, g.withheld, g.unchecked, g.status = 'running' AND waits_for_check(g.id),
      g.withheld > 0 AND EXISTS (SELECT 1 FROM held_outputs h WHERE h.generation_id = g.id AND h.storage_key IS NOT NULL
        AND h.deleted_at IS NULL AND h.withheld_at > now() - p_kept_days * interval '1 day'),
      g.input_image_key,
      -- Where pictures are checked before others see them, what somebody added was not, nor what was made where adults alone are: it is shown only if it was
      -- looked at, and passed.
      coalesce(g.tool = 'describe', false) AND g.input_image_key IS NOT NULL AND (NOT g.needs_check OR EXISTS (
        SELECT 1 FROM assets s JOIN generations o ON o.id = s.generation_id
        WHERE s.id = g.source_asset_id AND s.deleted_at IS NULL AND s.hidden_at IS NULL AND s.flagged_at IS NULL AND o.needs_check)),
      g.cancel_requested_at IS NOT NULL, g.created_at, g.started_at, g.identity_id, g.user_id,
      CASE WHEN t.id IS NOT NULL THEN stored_text(t.name, t.name_sealed) END, g.team_declined,
      CASE WHEN g.status = 'queued' THEN (SELECT count(*)::int FROM (
        SELECT 1 FROM generations o WHERE o.status = 'queued' AND (o.priority, o.created_at) < (g.priority, g.created_at)
        LIMIT 1000) AS first) ELSE 0 END,
      coalesce(d.shown, ''), coalesce(d.uploads, '{}'),
      coalesce((SELECT jsonb_agg(jsonb_build_object('slot', p.slot, 'status', p.status, 'externalId', p.external_id,
        'isUnchecked', p.unchecked_at IS NOT NULL) ORDER BY p.slot) FROM predictions p WHERE p.generation_id = g.id), '[]'),
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', a.id, 'position', a.position, 'storageKey', a.storage_key,
        'contentType', a.content_type, 'width', a.width, 'height', a.height, 'byteLength', a.byte_length,
        'isFlagged', a.flagged_at IS NOT NULL, 'contract', a.contract, 'layout', a.layout, 'isOffered', coalesce((a.contract->>'isOffer')::boolean, false)
          AND a.kept_at IS NULL AND a.created_at > now() - p_kept_days * interval '1 day', 'isKept', a.kept_at IS NOT NULL) ORDER BY a.position)
        FROM assets a WHERE a.generation_id = g.id AND a.deleted_at IS NULL AND a.hidden_at IS NULL
          AND (a.trashed_at IS NULL OR d.status = 'delivered')), '[]'),
      d.generation_id IS NOT NULL
    FROM generations g LEFT JOIN deliveries d ON d.generation_id = g.id LEFT JOIN workspaces t ON t.wallet_id = g.wallet_id
    WHERE g.id = p_generation_id;
END $$;
