-- AlterTable
ALTER TABLE "generations" ADD COLUMN     "reference_url" TEXT;
