-- CreateIndex
CREATE INDEX "link_requests_note_after_idx" ON "link_requests"("note_after");
