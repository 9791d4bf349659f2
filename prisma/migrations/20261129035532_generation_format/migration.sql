-- AlterTable
ALTER TABLE "generations" ADD COLUMN     "format" TEXT;

ALTER TABLE "generations" ADD CONSTRAINT "generations_format" CHECK (format IN ('best', 'png'));
