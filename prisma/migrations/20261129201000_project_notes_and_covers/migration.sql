-- AlterTable
ALTER TABLE "projects" ADD COLUMN     "cover_asset_id" UUID,
ADD COLUMN     "notes" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "notes_sealed" BYTEA;

-- CreateIndex
CREATE INDEX "projects_cover_asset_id_idx" ON "projects"("cover_asset_id");

-- AddForeignKey
ALTER TABLE "projects" ADD CONSTRAINT "projects_cover_asset_id_fkey" FOREIGN KEY ("cover_asset_id") REFERENCES "assets"("id") ON DELETE SET NULL ON UPDATE CASCADE;
