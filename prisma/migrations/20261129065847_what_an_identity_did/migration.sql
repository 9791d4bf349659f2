-- AlterTable
ALTER TABLE "remembered_people" ADD COLUMN     "erased_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "usage_events" ADD COLUMN     "asker" BYTEA;

-- CreateIndex
CREATE INDEX "usage_events_day_asker_idx" ON "usage_events"("day", "asker");
