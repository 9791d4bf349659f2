-- Zeroes the rest of a lot past its expiry, unless it is frozen. Its wallet is locked by the caller. Returns how much.
CREATE OR REPLACE FUNCTION expire_lot(p_lot_id uuid) RETURNS int LANGUAGE plpgsql AS $$
DECLARE l lots;
BEGIN
  SELECT * INTO l FROM lots WHERE id = p_lot_id AND frozen_at IS NULL AND expires_at <= now();
  -- A lot may expire more than once: see release_credits. Each time it has another expiry.
  RETURN take_from_lot(l.id, l.balance, 'expire', 'expire:' || l.id || ':' || (extract(epoch FROM l.expires_at) * 1000)::bigint);
END $$;
