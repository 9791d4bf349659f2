-- Notifies the account's pages that something changed (api/live); ids only.
CREATE OR REPLACE FUNCTION notify_changed(p_user_id uuid, p_changed text, p_id uuid) RETURNS void LANGUAGE sql AS $$
  SELECT pg_notify('upixel_changed', json_build_object('userId', p_user_id, 'changed', p_changed, 'id', p_id)::text)
$$;
