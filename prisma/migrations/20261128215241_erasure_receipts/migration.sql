-- AlterTable
ALTER TABLE "erasures" ADD COLUMN     "receipt" TEXT;
