-- AlterTable
ALTER TABLE "payments" ADD COLUMN     "refused_at" TIMESTAMPTZ(3);
