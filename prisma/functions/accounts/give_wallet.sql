-- Every account has a wallet from its first instant.
CREATE OR REPLACE FUNCTION give_wallet() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO wallets (id) VALUES (NEW.wallet_id);
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER users_have_a_wallet BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION give_wallet();
