-- AlterTable
ALTER TABLE "identities" ADD COLUMN     "chat_account_at" TIMESTAMPTZ(3),
ADD COLUMN     "external_id_hash" BYTEA,
ADD COLUMN     "external_id_sealed" BYTEA,
ALTER COLUMN "external_id" DROP NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "identities_external_id_hash_key" ON "identities"("external_id_hash");

-- AlterTable
ALTER TABLE "sealing" ADD COLUMN     "ids_begun_at" TIMESTAMPTZ(3);

-- In a database that nobody used yet, no process of the version before can read: ids are sealed from the start.
UPDATE "sealing" SET "ids_begun_at" = "begun_at" WHERE NOT EXISTS (SELECT 1 FROM "identities") AND NOT EXISTS (SELECT 1 FROM "users");
