-- DropIndex
DROP INDEX "generations_wallet_id_status_idx";

-- AlterTable
ALTER TABLE "lots" ADD COLUMN     "expired_for" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "audit_progress" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "seen_entry" BIGINT NOT NULL DEFAULT 0,
    "seen_before" BIGINT NOT NULL DEFAULT 0,
    "round_kind" TEXT NOT NULL DEFAULT 'wallets',
    "round_after" UUID,
    "faulty" UUID[] DEFAULT ARRAY[]::UUID[],

    CONSTRAINT "audit_progress_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "generations_wallet_id_created_at_idx" ON "generations"("wallet_id", "created_at");

ALTER TABLE "audit_progress" ADD CONSTRAINT "audit_progress_one_row" CHECK (id = 1);

-- What a wallet has open is counted at each request, whatever it had before.
CREATE INDEX "generations_open_of_wallet" ON "generations" ("wallet_id") WHERE "status" IN ('queued', 'running');

-- Lots that are still to expire, however many have.
DROP INDEX "lots_to_expire";
CREATE INDEX "lots_to_expire" ON "lots" ("expires_at") WHERE "expires_at" IS DISTINCT FROM "expired_for";

-- A wallet's balance at any line of its ledger is added up from the index alone.
DROP INDEX "ledger_entries_lot_id_id_idx";
CREATE INDEX "ledger_entries_lot_id_id_idx" ON "ledger_entries" ("lot_id", "id") INCLUDE ("amount");
