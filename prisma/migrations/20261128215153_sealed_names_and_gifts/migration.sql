-- AlterTable
ALTER TABLE "gifts" ADD COLUMN     "from_name_sealed" BYTEA,
ADD COLUMN     "message_sealed" BYTEA,
ADD COLUMN     "to_name_sealed" BYTEA,
ALTER COLUMN "from_name" SET DEFAULT '',
ALTER COLUMN "to_name" SET DEFAULT '';

-- AlterTable
ALTER TABLE "projects" ADD COLUMN     "name_hash" BYTEA,
ADD COLUMN     "name_sealed" BYTEA,
ADD COLUMN     "style_sealed" BYTEA,
ALTER COLUMN "name" SET DEFAULT '';

-- CreateIndex
CREATE UNIQUE INDEX "projects_user_id_name_hash_key" ON "projects"("user_id", "name_hash");
