-- CreateEnum
CREATE TYPE "ExportState" AS ENUM ('waiting', 'ready', 'failed');

-- CreateTable
CREATE TABLE "exports" (
    "id" UUID NOT NULL,
    "user_id" UUID,
    "identity_id" UUID,
    "request_id" UUID NOT NULL,
    "state" "ExportState" NOT NULL DEFAULT 'waiting',
    "code_hash" BYTEA,
    "code_expires_at" TIMESTAMPTZ(3),
    "lease_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "exports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "export_parts" (
    "export_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "storage_key" TEXT NOT NULL,
    "byte_length" BIGINT NOT NULL,

    CONSTRAINT "export_parts_pkey" PRIMARY KEY ("export_id","number")
);

-- CreateIndex
CREATE UNIQUE INDEX "exports_code_hash_key" ON "exports"("code_hash");

-- CreateIndex
CREATE INDEX "exports_user_id_idx" ON "exports"("user_id");

-- CreateIndex
CREATE INDEX "exports_identity_id_idx" ON "exports"("identity_id");

-- CreateIndex
CREATE INDEX "exports_state_created_at_idx" ON "exports"("state", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "export_parts_storage_key_key" ON "export_parts"("storage_key");

-- AddForeignKey
ALTER TABLE "export_parts" ADD CONSTRAINT "export_parts_export_id_fkey" FOREIGN KEY ("export_id") REFERENCES "exports"("id") ON DELETE CASCADE ON UPDATE CASCADE;
