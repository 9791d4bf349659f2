-- CreateEnum
CREATE TYPE "PrivacyRequestKind" AS ENUM ('access', 'correct', 'delete', 'object', 'restrict', 'other');

-- CreateEnum
CREATE TYPE "PrivacyRequestState" AS ENUM ('open', 'in_progress', 'done', 'refused', 'stopped');

-- CreateEnum
CREATE TYPE "PrivacyRequestOrigin" AS ENUM ('chat', 'web', 'mail', 'platform', 'guardian', 'authority');

-- CreateEnum
CREATE TYPE "PrivacyRequestProof" AS ENUM ('chat_identity', 'session', 'recent_sign_in', 'reply_from_address', 'platform_notice', 'document', 'none');

-- CreateEnum
CREATE TYPE "PrivacyRefusal" AS ENUM ('not_proven', 'unknown_person', 'unfounded', 'repeated', 'rights_of_others', 'kept_by_law');

-- CreateTable
CREATE TABLE "privacy_requests" (
    "id" UUID NOT NULL,
    "ticket" TEXT NOT NULL,
    "kind" "PrivacyRequestKind" NOT NULL,
    "state" "PrivacyRequestState" NOT NULL DEFAULT 'open',
    "user_id" UUID,
    "identity_id" UUID,
    "workspace_id" UUID,
    "outsider_hash" BYTEA,
    "origin" "PrivacyRequestOrigin" NOT NULL,
    "proof" "PrivacyRequestProof" NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "warned_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "refusal" "PrivacyRefusal",
    "evidence" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "privacy_requests_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "privacy_requests_ticket_key" ON "privacy_requests"("ticket");

-- CreateIndex
CREATE INDEX "privacy_requests_user_id_idx" ON "privacy_requests"("user_id");

-- CreateIndex
CREATE INDEX "privacy_requests_identity_id_idx" ON "privacy_requests"("identity_id");

-- CreateIndex
CREATE INDEX "privacy_requests_workspace_id_idx" ON "privacy_requests"("workspace_id");

-- CreateIndex
CREATE INDEX "privacy_requests_state_due_at_idx" ON "privacy_requests"("state", "due_at");

-- CreateIndex
CREATE INDEX "privacy_requests_received_at_idx" ON "privacy_requests"("received_at");

-- Whose it is: one of four.
ALTER TABLE "privacy_requests" ADD CONSTRAINT "privacy_requests_one_person"
  CHECK (num_nonnulls("user_id", "identity_id", "workspace_id", "outsider_hash") = 1);

-- The earlier of 30 days and one calendar month after receipt, in UTC.
ALTER TABLE "privacy_requests" ADD CONSTRAINT "privacy_requests_due"
  CHECK ("due_at" = least(("received_at" AT TIME ZONE 'UTC' + interval '30 days') AT TIME ZONE 'UTC',
                          ("received_at" AT TIME ZONE 'UTC' + interval '1 month') AT TIME ZONE 'UTC'));

ALTER TABLE "privacy_requests" ADD CONSTRAINT "privacy_requests_end"
  CHECK (("state" IN ('open', 'in_progress')) = ("ended_at" IS NULL) AND ("state" = 'refused') = ("refusal" IS NOT NULL));

ALTER TABLE "privacy_requests" ADD CONSTRAINT "privacy_requests_ticket" CHECK ("ticket" ~ '^P-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$');

-- Evidence has no free words: names of fields; numbers, flags, codes in small letters, and times.
ALTER TABLE "privacy_requests" ADD CONSTRAINT "privacy_requests_evidence" CHECK (
  jsonb_typeof("evidence") = 'object'
  AND NOT jsonb_path_exists("evidence", '$.keyvalue() ? (!(@.key like_regex "^[a-z][A-Za-z0-9_.]{0,63}$"))')
  AND NOT jsonb_path_exists("evidence", 'strict $.* ? (@.type() == "object" || @.type() == "array")')
  AND NOT jsonb_path_exists("evidence",
    '$.* ? (@.type() == "string" && !(@ like_regex "^([a-z0-9_]{1,64}|\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?Z)$"))'));

-- One open request for each kind and person.
CREATE UNIQUE INDEX "privacy_requests_one_open" ON "privacy_requests"
  ("kind", coalesce("user_id"::text, "identity_id"::text, "workspace_id"::text, encode("outsider_hash", 'hex')))
  WHERE "state" IN ('open', 'in_progress');
