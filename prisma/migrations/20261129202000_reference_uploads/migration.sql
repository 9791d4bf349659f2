-- CreateTable
CREATE TABLE "reference_uploads" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "storage_key" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "byte_length" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reference_uploads_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "reference_uploads_user_id_created_at_idx" ON "reference_uploads"("user_id", "created_at");

-- CreateIndex
CREATE INDEX "reference_uploads_created_at_idx" ON "reference_uploads"("created_at");

-- CreateIndex
CREATE INDEX "reference_uploads_storage_key_idx" ON "reference_uploads"("storage_key");

-- AddForeignKey
ALTER TABLE "reference_uploads" ADD CONSTRAINT "reference_uploads_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
