-- A mail written down with the money it tells of: sent if and only if that happened.
CREATE OR REPLACE FUNCTION write_mail(p_kind text, p_about jsonb) RETURNS uuid LANGUAGE sql AS $$
  INSERT INTO mails (id, kind, about) VALUES (gen_random_uuid(), p_kind, p_about) RETURNING id
$$;
