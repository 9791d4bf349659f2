-- What a payment's status is by what was refunded of it.
CREATE OR REPLACE FUNCTION payment_status(p payments) RETURNS "PaymentStatus" LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN CASE WHEN p.amount_refunded = 0 THEN 'paid' WHEN p.amount_refunded < p.amount THEN 'partly_refunded' ELSE 'refunded' END;
END $$;
