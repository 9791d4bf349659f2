-- AlterTable
ALTER TABLE "predictions" ADD COLUMN     "ended_at" TIMESTAMPTZ(3),
ADD COLUMN     "failures" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "next_try_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "assets" ADD COLUMN     "erase_after" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "deliveries" ADD COLUMN     "asked_at" TIMESTAMPTZ(3),
ADD COLUMN     "failures" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "next_try_at" TIMESTAMPTZ(3),
ADD COLUMN     "rewrite_at" TIMESTAMPTZ(3),
ADD COLUMN     "status_closed" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "link_requests" ADD COLUMN     "note_after" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "mails" ADD COLUMN     "next_try_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "checkouts" ADD COLUMN     "note_after" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "deliveries_rewrite_at_idx" ON "deliveries"("rewrite_at");
