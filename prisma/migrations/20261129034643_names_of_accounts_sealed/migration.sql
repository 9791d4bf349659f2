-- AlterTable
ALTER TABLE "users" ADD COLUMN     "name_sealed" BYTEA;

-- AlterTable
ALTER TABLE "sealing" ADD COLUMN     "accounts_begun_at" TIMESTAMPTZ(3);

-- In a database that nobody used yet, no process of the version before can read: they are sealed from the start.
UPDATE "sealing" SET "accounts_begun_at" = "begun_at" WHERE NOT EXISTS (SELECT 1 FROM "identities") AND NOT EXISTS (SELECT 1 FROM "users");
