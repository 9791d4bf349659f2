-- AlterTable
ALTER TABLE "generations" ADD COLUMN     "second_gone_at" TIMESTAMPTZ(3),
ADD COLUMN     "second_image_key" TEXT,
ADD COLUMN     "second_image_url" TEXT,
ADD COLUMN     "second_reference_url" TEXT;
