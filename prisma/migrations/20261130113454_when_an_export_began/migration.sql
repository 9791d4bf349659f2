-- AlterTable
ALTER TABLE "exports" ADD COLUMN     "begun_at" TIMESTAMPTZ(3);
