-- CreateTable
CREATE TABLE "project_channels" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "channel_hash" BYTEA NOT NULL,
    "project_id" UUID NOT NULL,

    CONSTRAINT "project_channels_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "project_channels_project_id_idx" ON "project_channels"("project_id");

-- CreateIndex
CREATE UNIQUE INDEX "project_channels_user_id_channel_hash_key" ON "project_channels"("user_id", "channel_hash");

-- AddForeignKey
ALTER TABLE "project_channels" ADD CONSTRAINT "project_channels_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project_channels" ADD CONSTRAINT "project_channels_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE CASCADE ON UPDATE CASCADE;
