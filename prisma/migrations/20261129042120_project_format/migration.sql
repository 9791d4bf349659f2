-- AlterTable
ALTER TABLE "projects" ADD COLUMN     "default_format" TEXT;

ALTER TABLE "projects" ADD CONSTRAINT "projects_default_format" CHECK (default_format IN ('best', 'png'));
