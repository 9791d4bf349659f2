-- Notifies the pages of everybody who sees a wallet that its balance changed.
CREATE OR REPLACE FUNCTION notify_credits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM notify_changed(u.id, 'credits', NULL) FROM users u WHERE u.wallet_id = NEW.id;
  PERFORM notify_team(NEW.id);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER wallets_tell AFTER UPDATE OF balance ON wallets
  FOR EACH ROW WHEN (NEW.balance <> OLD.balance) EXECUTE FUNCTION notify_credits();
