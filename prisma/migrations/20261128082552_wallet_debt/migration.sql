-- AlterTable
ALTER TABLE "wallets" ADD COLUMN     "credits_owed" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE wallets ADD CONSTRAINT wallets_credits_owed CHECK (credits_owed >= 0);

-- What subscriptions owed until now, those that have ended too: their money lies at Stripe all the same.
UPDATE wallets w SET credits_owed = s.owed
  FROM (SELECT wallet_id, sum(credits_owed) AS owed FROM subscriptions WHERE credits_owed > 0 GROUP BY wallet_id) s
  WHERE s.wallet_id = w.id;
