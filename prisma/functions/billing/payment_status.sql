-- A payment's status by how much of it was refunded.
CREATE OR REPLACE FUNCTION payment_status(p payments) RETURNS "PaymentStatus" LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN CASE WHEN p.amount_refunded = 0 THEN 'paid' WHEN p.amount_refunded < p.amount THEN 'partly_refunded' ELSE 'refunded' END;
END $$;
