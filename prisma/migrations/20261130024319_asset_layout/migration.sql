-- AlterTable
ALTER TABLE "assets" ADD COLUMN     "layout" JSONB;
