-- AlterTable
ALTER TABLE "generations" ADD COLUMN     "third_image_key" TEXT,
ADD COLUMN     "third_image_url" TEXT,
ADD COLUMN     "third_reference_url" TEXT;
