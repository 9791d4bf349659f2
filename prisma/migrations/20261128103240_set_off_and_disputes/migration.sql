-- CreateEnum
CREATE TYPE "DisputeStatus" AS ENUM ('open', 'won', 'lost');

-- AlterTable
ALTER TABLE "payments" ADD COLUMN     "set_off" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "disputes" (
    "id" TEXT NOT NULL,
    "payment_id" UUID NOT NULL,
    "status" "DisputeStatus" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "disputes_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "disputes_payment_id_idx" ON "disputes"("payment_id");

-- AddForeignKey
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payments"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The dispute of each payment that had one.
INSERT INTO disputes (id, payment_id, status, created_at, closed_at)
  SELECT p.dispute_id, p.id, CASE p.status WHEN 'dispute_lost' THEN 'lost'::"DisputeStatus" WHEN 'disputed' THEN 'open' ELSE 'won' END,
         coalesce(p.dispute_closed_at, now()), p.dispute_closed_at
  FROM payments p WHERE p.dispute_id IS NOT NULL ON CONFLICT DO NOTHING;
