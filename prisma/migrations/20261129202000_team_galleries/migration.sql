-- AlterTable
ALTER TABLE "assets" ADD COLUMN     "shared_team_id" UUID;

-- CreateIndex
CREATE INDEX "assets_shared_team_id_created_at_id_idx" ON "assets"("shared_team_id", "created_at", "id");

-- AddForeignKey
ALTER TABLE "assets" ADD CONSTRAINT "assets_shared_team_id_fkey" FOREIGN KEY ("shared_team_id") REFERENCES "workspaces"("id") ON DELETE SET NULL ON UPDATE CASCADE;
