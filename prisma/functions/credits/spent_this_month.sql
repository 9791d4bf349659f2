-- What an identity's requests of this calendar month (UTC) hold in a wallet, or have cost it.
CREATE OR REPLACE FUNCTION spent_this_month(p_wallet_id uuid, p_identity_id uuid) RETURNS int LANGUAGE sql STABLE AS $$
  SELECT coalesce(-sum(e.amount), 0)::int FROM generations g JOIN ledger_entries e ON e.generation_id = g.id
  WHERE g.identity_id = p_identity_id AND g.wallet_id = p_wallet_id
    AND g.created_at >= date_trunc('month', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'
$$;
