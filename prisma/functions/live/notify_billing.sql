-- Notifies the pages of everybody concerned; the wallet's own trigger announces changes of the balance.
CREATE OR REPLACE FUNCTION notify_billing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM notify_changed(u.id, 'billing', NULL) FROM users u WHERE u.wallet_id = NEW.wallet_id;
  PERFORM notify_team(NEW.wallet_id);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER checkouts_tell AFTER UPDATE OF status ON checkouts
  FOR EACH ROW WHEN (NEW.status <> OLD.status) EXECUTE FUNCTION notify_billing();

CREATE OR REPLACE TRIGGER payments_tell AFTER INSERT OR UPDATE OF status, amount_refunded, receipt_url ON payments
  FOR EACH ROW EXECUTE FUNCTION notify_billing();

CREATE OR REPLACE TRIGGER subscriptions_tell AFTER INSERT OR UPDATE ON subscriptions
  FOR EACH ROW EXECUTE FUNCTION notify_billing();
