-- AlterTable
ALTER TABLE "assets" ADD COLUMN     "broken_at" TIMESTAMPTZ(3),
ADD COLUMN     "proven_at" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP;

CREATE INDEX "assets_to_prove" ON "assets" ("created_at") WHERE "proven_at" IS NULL AND "deleted_at" IS NULL;
