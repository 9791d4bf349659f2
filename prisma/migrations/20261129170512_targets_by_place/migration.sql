-- CreateIndex
CREATE INDEX "reply_targets_workspace_id_hash_created_at_idx" ON "reply_targets"("workspace_id_hash", "created_at");
