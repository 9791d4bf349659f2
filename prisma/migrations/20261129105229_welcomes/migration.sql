-- AlterTable
ALTER TABLE "workspaces" ADD COLUMN     "welcomed_at" TIMESTAMPTZ(3);

-- Those that have us already know how to begin.
UPDATE "workspaces" SET "welcomed_at" = now();
