-- AlterTable
ALTER TABLE "assets" ADD COLUMN     "png_key" TEXT;
