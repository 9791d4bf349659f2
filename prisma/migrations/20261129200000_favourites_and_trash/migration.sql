-- AlterTable
ALTER TABLE "assets" ADD COLUMN     "favourite_at" TIMESTAMPTZ(3),
ADD COLUMN     "trashed_at" TIMESTAMPTZ(3);

-- What is in somebody's trash, and what has been there for too long.
CREATE INDEX "assets_in_trash" ON "assets"("user_id", "trashed_at", "id") WHERE "trashed_at" IS NOT NULL AND "deleted_at" IS NULL;
