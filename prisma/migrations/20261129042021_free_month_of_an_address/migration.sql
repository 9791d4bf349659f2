-- AlterTable
ALTER TABLE "users" ADD COLUMN     "had_free_month" DATE;
