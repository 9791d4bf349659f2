-- CreateEnum
CREATE TYPE "AdminActionKind" AS ENUM ('grant', 'correct', 'refund', 'block', 'unblock');

-- AlterEnum
ALTER TYPE "LotOrigin" ADD VALUE 'gift';

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "LedgerKind" ADD VALUE 'gift';
ALTER TYPE "LedgerKind" ADD VALUE 'correction';

-- AlterTable
ALTER TABLE "ledger_entries" ADD COLUMN     "gift_id" UUID;

-- CreateTable
CREATE TABLE "gifts" (
    "id" UUID NOT NULL,
    "request_key" TEXT NOT NULL,
    "from_identity_id" UUID NOT NULL,
    "to_identity_id" UUID NOT NULL,
    "from_user_id" UUID,
    "amount" INTEGER NOT NULL,
    "from_name" TEXT NOT NULL,
    "to_name" TEXT NOT NULL,
    "message" TEXT NOT NULL DEFAULT '',
    "lot_id" UUID NOT NULL,
    "undone_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "gifts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "admin_actions" (
    "id" UUID NOT NULL,
    "operator_id" UUID NOT NULL,
    "operator_email" TEXT NOT NULL,
    "kind" "AdminActionKind" NOT NULL,
    "wallet_id" UUID NOT NULL,
    "user_id" UUID,
    "identity_id" UUID,
    "payment_id" UUID,
    "amount" INTEGER,
    "currency" TEXT,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "admin_actions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "admin_outcomes" (
    "action_id" UUID NOT NULL,
    "is_done" BOOLEAN NOT NULL,
    "detail" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "admin_outcomes_pkey" PRIMARY KEY ("action_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "gifts_request_key_key" ON "gifts"("request_key");

-- CreateIndex
CREATE UNIQUE INDEX "gifts_lot_id_key" ON "gifts"("lot_id");

-- CreateIndex
CREATE INDEX "gifts_from_identity_id_created_at_idx" ON "gifts"("from_identity_id", "created_at");

-- CreateIndex
CREATE INDEX "gifts_from_user_id_created_at_idx" ON "gifts"("from_user_id", "created_at");

-- CreateIndex
CREATE INDEX "gifts_to_identity_id_idx" ON "gifts"("to_identity_id");

-- CreateIndex
CREATE INDEX "admin_actions_created_at_idx" ON "admin_actions"("created_at");

-- CreateIndex
CREATE INDEX "admin_actions_wallet_id_idx" ON "admin_actions"("wallet_id");

-- CreateIndex
CREATE INDEX "admin_actions_user_id_idx" ON "admin_actions"("user_id");

-- CreateIndex
CREATE INDEX "admin_actions_identity_id_idx" ON "admin_actions"("identity_id");

-- CreateIndex
CREATE INDEX "ledger_entries_gift_id_idx" ON "ledger_entries"("gift_id");

-- AddForeignKey
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_gift_id_fkey" FOREIGN KEY ("gift_id") REFERENCES "gifts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gifts" ADD CONSTRAINT "gifts_from_identity_id_fkey" FOREIGN KEY ("from_identity_id") REFERENCES "identities"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gifts" ADD CONSTRAINT "gifts_to_identity_id_fkey" FOREIGN KEY ("to_identity_id") REFERENCES "identities"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gifts" ADD CONSTRAINT "gifts_lot_id_fkey" FOREIGN KEY ("lot_id") REFERENCES "lots"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "admin_outcomes" ADD CONSTRAINT "admin_outcomes_action_id_fkey" FOREIGN KEY ("action_id") REFERENCES "admin_actions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
