-- AlterTable
ALTER TABLE "reply_targets" ADD COLUMN     "is_private" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "preferences" ADD COLUMN     "notices_off" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "results_for" TEXT;
