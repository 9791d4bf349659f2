-- Words as a row has them, for core/keys/stored-text.ts: `s` and the sealed bytes in base64, or `r` and what is readable in a row older than sealing.
CREATE OR REPLACE FUNCTION stored_text(p_readable text, p_sealed bytea) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN p_sealed IS NOT NULL THEN 's' || encode(p_sealed, 'base64') ELSE 'r' || p_readable END
$$;
