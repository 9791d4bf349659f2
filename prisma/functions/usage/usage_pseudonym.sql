-- A person's pseudonym of one day: without that day's key it leads to nobody.
CREATE OR REPLACE FUNCTION usage_pseudonym(p_key bytea, p_person uuid) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT sha256(p_key || uuid_send(p_person))
$$;
