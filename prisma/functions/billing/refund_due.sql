-- The share of a payment's credits, rounded up, that corresponds to the money refunded, less what refunds already took from its lot. Negative if they
-- took more, as when one failed since.
CREATE OR REPLACE FUNCTION refund_due(p payments) RETURNS int LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN CASE WHEN p.amount_refunded = 0 THEN 0 ELSE (p.credits::bigint * p.amount_refunded + p.amount - 1) / p.amount END
    - (SELECT coalesce(-sum(e.amount), 0) FROM ledger_entries e WHERE e.lot_id = p.lot_id AND e.kind = 'refund');
END $$;
