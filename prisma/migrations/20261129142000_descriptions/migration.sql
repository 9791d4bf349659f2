-- AlterTable
ALTER TABLE "generations" ADD COLUMN     "description" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "description_deleted_at" TIMESTAMPTZ(3),
ADD COLUMN     "description_erase_after" TIMESTAMPTZ(3),
ADD COLUMN     "description_sealed" BYTEA;

-- Words that are deleted, while they may still stand in chat: few at any time.
CREATE INDEX "generations_description_erase_after" ON "generations" ("description_erase_after") WHERE "description_erase_after" IS NOT NULL;

ALTER TABLE "generations" DROP CONSTRAINT "generations_tool";
ALTER TABLE "generations" ADD CONSTRAINT "generations_tool" CHECK ("tool" IN ('upscale', 'vary', 'cut-out', 'edit', 'describe'));
