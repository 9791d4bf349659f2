-- CreateTable
CREATE TABLE "customers" (
    "id" TEXT NOT NULL,
    "wallet_id" UUID NOT NULL,
    "user_id" UUID,
    "stale_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "customers_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "customers_user_id_idx" ON "customers"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "customers_wallet_id_user_id_key" ON "customers"("wallet_id", "user_id");

-- AddForeignKey
ALTER TABLE "customers" ADD CONSTRAINT "customers_wallet_id_fkey" FOREIGN KEY ("wallet_id") REFERENCES "wallets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customers" ADD CONSTRAINT "customers_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Whose they were: the account's that has the wallet; of a team's, who pays for its plan, or paid or began a payment last.
INSERT INTO customers (id, wallet_id, user_id)
  SELECT w.customer_id, w.id, coalesce(
    (SELECT u.id FROM users u WHERE u.wallet_id = w.id),
    (SELECT s.user_id FROM subscriptions s WHERE s.wallet_id = w.id AND s.ended_at IS NULL LIMIT 1),
    (SELECT p.user_id FROM payments p WHERE p.wallet_id = w.id AND p.user_id IS NOT NULL ORDER BY p.paid_at DESC LIMIT 1),
    (SELECT c.user_id FROM checkouts c WHERE c.wallet_id = w.id AND c.user_id IS NOT NULL ORDER BY c.created_at DESC LIMIT 1))
  FROM wallets w WHERE w.customer_id IS NOT NULL;
