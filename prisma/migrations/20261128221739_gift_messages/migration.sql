-- AlterTable
ALTER TABLE "gifts" ADD COLUMN     "message_id" TEXT,
ADD COLUMN     "target_id" UUID;

-- CreateIndex
CREATE INDEX "gifts_target_id_idx" ON "gifts"("target_id");

-- AddForeignKey
ALTER TABLE "gifts" ADD CONSTRAINT "gifts_target_id_fkey" FOREIGN KEY ("target_id") REFERENCES "reply_targets"("id") ON DELETE SET NULL ON UPDATE CASCADE;
