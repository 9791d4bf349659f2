-- AlterTable
ALTER TABLE "assets" ADD COLUMN     "flagged_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "reply_targets" ADD COLUMN     "age_restricted" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "generations" ADD COLUMN     "needs_check" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "unchecked" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "withheld" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "predictions" ADD COLUMN     "unchecked_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "held_outputs" (
    "prediction_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "generation_id" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3),
    "detector_id" TEXT,
    "image_url" TEXT,
    "verdict" TEXT,
    "storage_key" TEXT,
    "content_type" TEXT,
    "sha256" TEXT,
    "width" INTEGER,
    "height" INTEGER,
    "byte_length" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "withheld_at" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "held_outputs_pkey" PRIMARY KEY ("prediction_id","position")
);

-- CreateIndex
CREATE INDEX "held_outputs_generation_id_idx" ON "held_outputs"("generation_id");

-- CreateIndex
CREATE INDEX "held_outputs_storage_key_idx" ON "held_outputs"("storage_key");

-- AddForeignKey
ALTER TABLE "held_outputs" ADD CONSTRAINT "held_outputs_prediction_id_fkey" FOREIGN KEY ("prediction_id") REFERENCES "predictions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "held_outputs" ADD CONSTRAINT "held_outputs_generation_id_fkey" FOREIGN KEY ("generation_id") REFERENCES "generations"("id") ON DELETE CASCADE ON UPDATE CASCADE;
