-- CreateEnum
CREATE TYPE "ErasureKind" AS ENUM ('account', 'guest', 'identity');

-- CreateEnum
CREATE TYPE "ErasureState" AS ENUM ('waiting', 'stopped', 'erased', 'done');

-- AlterTable
ALTER TABLE "identities" ADD COLUMN     "deletion_due_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "users" ADD COLUMN     "deletion_due_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "erasures" (
    "id" UUID NOT NULL,
    "kind" "ErasureKind" NOT NULL,
    "user_id" UUID,
    "identity_id" UUID,
    "request_id" UUID,
    "state" "ErasureState" NOT NULL DEFAULT 'waiting',
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "stop_token_hash" BYTEA,
    "told" BYTEA,
    "counts" JSONB NOT NULL DEFAULT '{}',
    "lease_until" TIMESTAMPTZ(3),
    "next_try_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "erased_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "erasures_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "erasure_steps" (
    "id" UUID NOT NULL,
    "erasure_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "sealed" BYTEA,
    "outcome" TEXT,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "erasure_steps_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "remembered_people" (
    "mark" BYTEA NOT NULL,
    "had_trial" BOOLEAN NOT NULL,
    "free_month" DATE,
    "is_blocked" BOOLEAN NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "remembered_people_pkey" PRIMARY KEY ("mark")
);

-- CreateIndex
CREATE UNIQUE INDEX "erasures_stop_token_hash_key" ON "erasures"("stop_token_hash");

-- CreateIndex
CREATE INDEX "erasures_state_due_at_idx" ON "erasures"("state", "due_at");

-- CreateIndex
CREATE INDEX "erasures_user_id_idx" ON "erasures"("user_id");

-- CreateIndex
CREATE INDEX "erasures_identity_id_idx" ON "erasures"("identity_id");

-- CreateIndex
CREATE INDEX "erasure_steps_erasure_id_position_idx" ON "erasure_steps"("erasure_id", "position");

-- CreateIndex
CREATE INDEX "remembered_people_until_idx" ON "remembered_people"("until");
