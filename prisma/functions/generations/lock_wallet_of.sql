-- Locks the wallet that pays for a generation. Linking may move the generation between reading and locking, so it is read again.
CREATE OR REPLACE FUNCTION lock_wallet_of(p_generation_id uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_wallet_id uuid;
  v_locked uuid;
BEGIN
  LOOP
    SELECT wallet_id INTO v_wallet_id FROM generations WHERE id = p_generation_id;
    EXIT WHEN v_wallet_id IS NOT DISTINCT FROM v_locked;
    PERFORM 1 FROM wallets WHERE id = v_wallet_id FOR UPDATE;
    v_locked := v_wallet_id;
  END LOOP;
END $$;
