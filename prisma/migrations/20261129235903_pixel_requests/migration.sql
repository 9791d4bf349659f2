-- AlterTable
ALTER TABLE "assets" ADD COLUMN     "contract" JSONB,
ADD COLUMN     "given_back_at" TIMESTAMPTZ(3),
ADD COLUMN     "kept_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "generations" ADD COLUMN     "pixel" JSONB;

-- AlterTable
ALTER TABLE "predictions" ADD COLUMN     "second_asked_at" TIMESTAMPTZ(3),
ADD COLUMN     "second_external_id" TEXT;

-- AlterTable
ALTER TABLE "projects" ADD COLUMN     "default_pixel" JSONB;
