-- Records once how an action ended.
CREATE OR REPLACE FUNCTION end_admin_action(p_id uuid, p_is_done boolean, p_detail text) RETURNS void LANGUAGE sql AS $$
  INSERT INTO admin_outcomes (action_id, is_done, detail) VALUES (p_id, p_is_done, p_detail) ON CONFLICT (action_id) DO NOTHING
$$;
