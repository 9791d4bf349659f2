-- What a picture turned out to be when pixel art was to be made of it. Volatile, so that what the same statement has changed before is seen.
CREATE OR REPLACE FUNCTION pixel_found_of(p_generation_id uuid) RETURNS jsonb LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  RETURN (SELECT g.pixel_found FROM generations g WHERE g.id = p_generation_id);
END $$;
