-- AlterTable
ALTER TABLE "sealing" ADD COLUMN     "done_at" TIMESTAMPTZ(3),
ADD COLUMN     "up_to_at" TIMESTAMPTZ(3),
ADD COLUMN     "up_to_id" UUID;

-- Where it began with the database, nothing was there before.
UPDATE "sealing" SET "done_at" = "begun_at";
