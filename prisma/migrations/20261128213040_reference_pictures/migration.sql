-- AlterTable
ALTER TABLE "generations" ADD COLUMN     "reference_gone_at" TIMESTAMPTZ(3),
ADD COLUMN     "upload_gone_at" TIMESTAMPTZ(3);


-- The few requests that began with a picture which is still kept, here or at the provider.
CREATE INDEX "generations_reference_kept" ON "generations" ("finished_at") WHERE "input_image_key" IS NOT NULL;
CREATE INDEX "generations_upload_kept" ON "generations" ("finished_at") WHERE "input_image_url" IS NOT NULL AND "upload_gone_at" IS NULL;
