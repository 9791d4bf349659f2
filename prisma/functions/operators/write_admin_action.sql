-- Records what an operator is about to do to a wallet, or to the register of privacy requests, once per id. Returns whether it is new.
CREATE OR REPLACE FUNCTION write_admin_action(r jsonb) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE v_wallet_id uuid := (r->>'walletId')::uuid;
BEGIN
  INSERT INTO admin_actions (id, operator_id, operator_email, kind, wallet_id, user_id, identity_id, payment_id, amount, currency, reason, request_id)
    SELECT (r->>'id')::uuid, (r->>'operatorId')::uuid, r->>'operatorEmail', (r->>'kind')::"AdminActionKind", v_wallet_id,
           (SELECT u.id FROM users u WHERE u.wallet_id = v_wallet_id),
           (SELECT i.id FROM identities i WHERE i.wallet_id = v_wallet_id AND i.user_id IS NULL),
           (r->>'paymentId')::uuid, (r->>'amount')::int, r->>'currency', r->>'reason', (r->>'requestId')::uuid
    ON CONFLICT (id) DO NOTHING;
  RETURN FOUND;
END $$;
