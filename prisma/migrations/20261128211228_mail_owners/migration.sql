-- AlterTable
ALTER TABLE "mails" ADD COLUMN     "user_id" UUID;

-- CreateIndex
CREATE INDEX "mails_user_id_idx" ON "mails"("user_id");
