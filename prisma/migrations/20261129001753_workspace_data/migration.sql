-- AlterEnum
ALTER TYPE "ErasureKind" ADD VALUE 'workspace';

-- AlterTable
ALTER TABLE "erasures" ADD COLUMN     "workspace_id" UUID;

-- AlterTable
ALTER TABLE "exports" ADD COLUMN     "workspace_id" UUID;

-- CreateIndex
CREATE INDEX "erasures_workspace_id_idx" ON "erasures"("workspace_id");

-- CreateIndex
CREATE INDEX "exports_workspace_id_idx" ON "exports"("workspace_id");
