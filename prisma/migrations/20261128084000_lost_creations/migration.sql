-- AlterTable
ALTER TABLE "predictions" ADD COLUMN     "posted_until" TIMESTAMPTZ(3),
ADD COLUMN     "posts" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "stray_predictions" (
    "external_id" TEXT NOT NULL,
    "generation_id" UUID NOT NULL,
    "slot" INTEGER NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "canceled_at" TIMESTAMPTZ(3),

    CONSTRAINT "stray_predictions_pkey" PRIMARY KEY ("external_id")
);

-- CreateIndex
CREATE INDEX "stray_predictions_generation_id_idx" ON "stray_predictions"("generation_id");

-- AddForeignKey
ALTER TABLE "stray_predictions" ADD CONSTRAINT "stray_predictions_generation_id_fkey" FOREIGN KEY ("generation_id") REFERENCES "generations"("id") ON DELETE CASCADE ON UPDATE CASCADE;
