-- AlterTable
ALTER TABLE "users" ADD COLUMN     "email_proven_at" TIMESTAMPTZ(3);

-- A password was only ever chosen by whoever pressed in a mail of ours.
UPDATE "users" SET "email_proven_at" = "created_at" WHERE "email_verified" AND EXISTS (
  SELECT FROM "accounts" WHERE "user_id" = "users"."id" AND "provider_id" = 'credential' AND "password" IS NOT NULL);
