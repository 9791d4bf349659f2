-- AlterTable
ALTER TABLE "service_settings" ADD COLUMN     "rules_version" INTEGER NOT NULL DEFAULT 1;
