-- AlterTable
ALTER TABLE "predictions" ADD COLUMN     "said" JSONB;
