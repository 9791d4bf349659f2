-- CreateEnum
CREATE TYPE "ReportReason" AS ENUM ('minors', 'sexual', 'violence', 'hate', 'likeness', 'copyright', 'other');

-- AlterEnum
ALTER TYPE "AdminActionKind" ADD VALUE 'report_look';
ALTER TYPE "AdminActionKind" ADD VALUE 'report_hide';
ALTER TYPE "AdminActionKind" ADD VALUE 'report_show';
ALTER TYPE "AdminActionKind" ADD VALUE 'report_delete';
ALTER TYPE "AdminActionKind" ADD VALUE 'report_dismiss';

-- AlterTable
ALTER TABLE "assets" ADD COLUMN     "hidden_at" TIMESTAMPTZ(3),
ADD COLUMN     "hidden_told_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "reports" (
    "id" UUID NOT NULL,
    "generation_id" UUID NOT NULL,
    "identity_id" UUID,
    "user_id" UUID,
    "reason" "ReportReason" NOT NULL,
    "words" TEXT NOT NULL DEFAULT '',
    "words_sealed" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "reports_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "chat_messages_message_id_idx" ON "chat_messages"("message_id");

-- CreateIndex
CREATE INDEX "chat_messages_created_at_idx" ON "chat_messages"("created_at");

-- CreateIndex
CREATE INDEX "reports_identity_id_idx" ON "reports"("identity_id");

-- CreateIndex
CREATE INDEX "reports_user_id_idx" ON "reports"("user_id");

-- CreateIndex
CREATE INDEX "reports_ended_at_created_at_idx" ON "reports"("ended_at", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "reports_generation_id_identity_id_key" ON "reports"("generation_id", "identity_id");

-- CreateIndex
CREATE UNIQUE INDEX "reports_generation_id_user_id_key" ON "reports"("generation_id", "user_id");

-- AddForeignKey
ALTER TABLE "reports" ADD CONSTRAINT "reports_generation_id_fkey" FOREIGN KEY ("generation_id") REFERENCES "generations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the sweep looks for, among all the pictures that there are.
CREATE INDEX "assets_hidden_untold_idx" ON "assets"("hidden_at") WHERE "hidden_at" IS NOT NULL AND "hidden_told_at" IS NULL;
