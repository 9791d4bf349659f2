-- AlterTable
ALTER TABLE "payments" ADD COLUMN     "refunds_failed" INTEGER NOT NULL DEFAULT 0;
