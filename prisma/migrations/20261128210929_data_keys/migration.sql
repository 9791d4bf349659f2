-- CreateTable
CREATE TABLE "data_keys" (
    "id" UUID NOT NULL,
    "user_id" UUID,
    "identity_id" UUID,
    "workspace_id" UUID,
    "current_for" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "data_keys_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "data_keys_current_for_key" ON "data_keys"("current_for");

-- CreateIndex
CREATE INDEX "data_keys_user_id_idx" ON "data_keys"("user_id");

-- CreateIndex
CREATE INDEX "data_keys_identity_id_idx" ON "data_keys"("identity_id");

-- CreateIndex
CREATE INDEX "data_keys_workspace_id_idx" ON "data_keys"("workspace_id");

-- AddForeignKey
ALTER TABLE "data_keys" ADD CONSTRAINT "data_keys_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "data_keys" ADD CONSTRAINT "data_keys_identity_id_fkey" FOREIGN KEY ("identity_id") REFERENCES "identities"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "data_keys" ADD CONSTRAINT "data_keys_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
