-- CreateEnum
CREATE TYPE "AssetSource" AS ENUM ('run', 'operation', 'upload');

-- AlterTable
ALTER TABLE "assets" ADD COLUMN     "operation" TEXT,
ADD COLUMN     "parent_id" UUID,
ADD COLUMN     "source" "AssetSource" NOT NULL DEFAULT 'run',
ADD COLUMN     "title" TEXT NOT NULL DEFAULT '',
ALTER COLUMN "generation_id" DROP NOT NULL,
ALTER COLUMN "prediction_id" DROP NOT NULL,
ALTER COLUMN "position" SET DEFAULT 0;

-- CreateIndex
CREATE INDEX "assets_parent_id_idx" ON "assets"("parent_id");

-- AddForeignKey
ALTER TABLE "assets" ADD CONSTRAINT "assets_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "assets"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Which a picture has of these is decided by its source.
ALTER TABLE "assets" ADD CONSTRAINT "assets_source" CHECK ((source = 'run') = (generation_id IS NOT NULL)
  AND (source = 'run') = (prediction_id IS NOT NULL) AND (source = 'operation') = (operation IS NOT NULL));
