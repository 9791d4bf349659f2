-- AlterTable
ALTER TABLE "users" ADD COLUMN     "shortfalls_seen_at" TIMESTAMPTZ(3);
