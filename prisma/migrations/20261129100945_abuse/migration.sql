-- CreateEnum
CREATE TYPE "BlockCause" AS ENUM ('operator', 'refusals');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "AdminActionKind" ADD VALUE 'block_workspace';
ALTER TYPE "AdminActionKind" ADD VALUE 'unblock_workspace';
ALTER TYPE "AdminActionKind" ADD VALUE 'terms';
ALTER TYPE "AdminActionKind" ADD VALUE 'limits';

-- AlterTable
ALTER TABLE "identities" ADD COLUMN     "block_cause" "BlockCause",
ADD COLUMN     "blocked_until" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "users" ADD COLUMN     "block_cause" "BlockCause",
ADD COLUMN     "blocked_until" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "remembered_people" ADD COLUMN     "blocked_until" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "workspaces" ADD COLUMN     "blocked_at" TIMESTAMPTZ(3),
ADD COLUMN     "blocked_until" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "strikes" (
    "id" BIGSERIAL NOT NULL,
    "key" BYTEA NOT NULL,
    "user_id" UUID,
    "identity_id" UUID,
    "points" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "strikes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "denied_terms" (
    "term" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "denied_terms_pkey" PRIMARY KEY ("term")
);

-- CreateTable
CREATE TABLE "service_settings" (
    "id" BOOLEAN NOT NULL DEFAULT true,
    "unpaid_per_day" INTEGER,
    "unpaid_per_workspace" INTEGER,

    CONSTRAINT "service_settings_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "strikes_user_id_idx" ON "strikes"("user_id");

-- CreateIndex
CREATE INDEX "strikes_identity_id_idx" ON "strikes"("identity_id");

-- CreateIndex
CREATE INDEX "strikes_created_at_idx" ON "strikes"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "strikes_key_user_id_key" ON "strikes"("key", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "strikes_key_identity_id_key" ON "strikes"("key", "identity_id");

-- What ends blocks looks for, among everybody.
CREATE INDEX "identities_blocked_until_idx" ON "identities"("blocked_until") WHERE "blocked_until" IS NOT NULL;
CREATE INDEX "users_blocked_until_idx" ON "users"("blocked_until") WHERE "blocked_until" IS NOT NULL;

-- One row.
ALTER TABLE "service_settings" ADD CONSTRAINT "service_settings_one_row" CHECK ("id");
