-- AlterTable
ALTER TABLE "workspaces" ADD COLUMN     "guests_may_spend" BOOLEAN NOT NULL DEFAULT false;
