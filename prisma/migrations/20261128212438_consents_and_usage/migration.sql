-- CreateEnum
CREATE TYPE "PolicyName" AS ENUM ('privacy', 'terms');

-- CreateEnum
CREATE TYPE "ConsentHow" AS ENUM ('shown', 'accepted', 'mailed');

-- AlterTable
ALTER TABLE "identities" ADD COLUMN     "no_statistics_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "users" ADD COLUMN     "no_statistics_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "consents" (
    "id" UUID NOT NULL,
    "document" "PolicyName" NOT NULL,
    "version" TEXT NOT NULL,
    "how" "ConsentHow" NOT NULL,
    "user_id" UUID,
    "identity_id" UUID,
    "platform" "Platform",
    "workspace_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "consents_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "usage_keys" (
    "day" DATE NOT NULL,
    "key" BYTEA NOT NULL,

    CONSTRAINT "usage_keys_pkey" PRIMARY KEY ("day")
);

-- CreateTable
CREATE TABLE "usage_events" (
    "id" BIGSERIAL NOT NULL,
    "day" DATE NOT NULL,
    "platform" "Platform" NOT NULL,
    "model" TEXT NOT NULL DEFAULT '',
    "command" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "pseudonym" BYTEA NOT NULL,

    CONSTRAINT "usage_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "usage_days" (
    "day" DATE NOT NULL,
    "platform" "Platform" NOT NULL,
    "model" TEXT NOT NULL DEFAULT '',
    "command" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "requests" INTEGER NOT NULL,
    "people" INTEGER NOT NULL,

    CONSTRAINT "usage_days_pkey" PRIMARY KEY ("day","platform","model","command","outcome")
);

-- CreateIndex
CREATE INDEX "consents_identity_id_idx" ON "consents"("identity_id");

-- CreateIndex
CREATE INDEX "usage_events_day_pseudonym_idx" ON "usage_events"("day", "pseudonym");

-- AddForeignKey
ALTER TABLE "consents" ADD CONSTRAINT "consents_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consents" ADD CONSTRAINT "consents_identity_id_fkey" FOREIGN KEY ("identity_id") REFERENCES "identities"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A guest's, or an account's.
ALTER TABLE "consents" ADD CONSTRAINT "consents_one_person" CHECK (num_nonnulls("user_id", "identity_id") = 1);

-- Each once, however often it is noted.
CREATE UNIQUE INDEX "consents_once_user" ON "consents"("user_id", "document", "version", "how") WHERE "user_id" IS NOT NULL;
CREATE UNIQUE INDEX "consents_once_identity" ON "consents"("identity_id", "document", "version", "how") WHERE "identity_id" IS NOT NULL;
