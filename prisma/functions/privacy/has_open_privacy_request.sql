-- Whether a person waits for an answer about their data: until then nothing of theirs is tidied away or counted.
CREATE OR REPLACE FUNCTION has_open_privacy_request(p_user_id uuid, p_identity_id uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT 1 FROM privacy_requests p WHERE p.state IN ('open', 'in_progress') AND (p.user_id = p_user_id OR p.identity_id = p_identity_id
      OR p.identity_id IN (SELECT i.id FROM identities i WHERE i.user_id = p_user_id)
      OR p.user_id = (SELECT i.user_id FROM identities i WHERE i.id = p_identity_id)))
$$;
