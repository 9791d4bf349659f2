-- When a person's address changes, in whatever way, their customers at Stripe must learn it (core/billing/customer.ts).
CREATE OR REPLACE FUNCTION note_new_address() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE customers SET stale_at = clock_timestamp() WHERE user_id = NEW.id;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER users_address_changed AFTER UPDATE OF email ON users
  FOR EACH ROW WHEN (NEW.email <> OLD.email) EXECUTE FUNCTION note_new_address();
