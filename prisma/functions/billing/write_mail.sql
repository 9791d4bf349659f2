-- Writes a mail in the transaction of the money that it reports: it is sent if and only if that happened. It belongs to whoever paid.
CREATE OR REPLACE FUNCTION write_mail(p_kind text, p_about jsonb) RETURNS uuid LANGUAGE sql AS $$
  INSERT INTO mails (id, kind, about, user_id) VALUES (gen_random_uuid(), p_kind, p_about, coalesce(
    (SELECT p.user_id FROM payments p WHERE p.id = (p_about->>'paymentId')::uuid),
    (SELECT s.user_id FROM subscriptions s WHERE s.id = (p_about->>'subscriptionId')::uuid),
    (SELECT c.user_id FROM checkouts c WHERE c.id = (p_about->>'checkoutId')::uuid))) RETURNING id
$$;
