-- AlterTable
ALTER TABLE "assets" ADD COLUMN     "large_thumbnail_key" TEXT;
