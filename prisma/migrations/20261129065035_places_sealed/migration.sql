-- AlterTable
ALTER TABLE "identities" ADD COLUMN     "team_id_hash" BYTEA,
ADD COLUMN     "team_id_sealed" BYTEA;

-- AlterTable
ALTER TABLE "reply_targets" ADD COLUMN     "workspace_id_hash" BYTEA,
ADD COLUMN     "workspace_id_sealed" BYTEA;

-- AlterTable
ALTER TABLE "sealing" ADD COLUMN     "places_begun_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "workspaces" ADD COLUMN     "external_id_hash" BYTEA,
ADD COLUMN     "external_id_sealed" BYTEA,
ALTER COLUMN "external_id" DROP NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "workspaces_external_id_hash_key" ON "workspaces"("external_id_hash");

-- A new database has nobody in it, and no process of the version before: its ids of places are sealed from the start.
UPDATE "sealing" SET "places_begun_at" = "begun_at"
  WHERE NOT EXISTS (SELECT 1 FROM "identities") AND NOT EXISTS (SELECT 1 FROM "users") AND NOT EXISTS (SELECT 1 FROM "workspaces");
