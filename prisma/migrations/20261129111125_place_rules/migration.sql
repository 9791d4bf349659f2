-- AlterTable
ALTER TABLE "generations" ADD COLUMN     "capped_place" BYTEA;

-- CreateTable
CREATE TABLE "place_rules" (
    "workspace_id" UUID NOT NULL,
    "channels" TEXT NOT NULL DEFAULT 'all',
    "adult" TEXT NOT NULL DEFAULT 'usual',
    "model" TEXT,
    "daily_images" INTEGER,
    "managers_delete" BOOLEAN NOT NULL DEFAULT false,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "place_rules_pkey" PRIMARY KEY ("workspace_id")
);

-- CreateTable
CREATE TABLE "place_channels" (
    "workspace_id" UUID NOT NULL,
    "channel_hash" BYTEA NOT NULL,
    "channel_id" TEXT NOT NULL DEFAULT '',
    "channel_id_sealed" BYTEA,

    CONSTRAINT "place_channels_pkey" PRIMARY KEY ("workspace_id","channel_hash")
);

-- CreateTable
CREATE TABLE "place_groups" (
    "workspace_id" UUID NOT NULL,
    "group_id" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "name_sealed" BYTEA,

    CONSTRAINT "place_groups_pkey" PRIMARY KEY ("workspace_id","group_id")
);

-- CreateTable
CREATE TABLE "place_blocks" (
    "workspace_id" UUID NOT NULL,
    "identity_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "place_blocks_pkey" PRIMARY KEY ("workspace_id","identity_id")
);

-- CreateTable
CREATE TABLE "place_actions" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "identity_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "generation_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "place_actions_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "place_blocks_identity_id_idx" ON "place_blocks"("identity_id");

-- CreateIndex
CREATE INDEX "place_actions_workspace_id_created_at_idx" ON "place_actions"("workspace_id", "created_at");

-- CreateIndex
CREATE INDEX "place_actions_identity_id_idx" ON "place_actions"("identity_id");

-- CreateIndex
CREATE INDEX "place_actions_generation_id_idx" ON "place_actions"("generation_id");

-- AddForeignKey
ALTER TABLE "place_rules" ADD CONSTRAINT "place_rules_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "place_channels" ADD CONSTRAINT "place_channels_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "place_groups" ADD CONSTRAINT "place_groups_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "place_blocks" ADD CONSTRAINT "place_blocks_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "place_blocks" ADD CONSTRAINT "place_blocks_identity_id_fkey" FOREIGN KEY ("identity_id") REFERENCES "identities"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "place_actions" ADD CONSTRAINT "place_actions_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "place_actions" ADD CONSTRAINT "place_actions_identity_id_fkey" FOREIGN KEY ("identity_id") REFERENCES "identities"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "place_actions" ADD CONSTRAINT "place_actions_generation_id_fkey" FOREIGN KEY ("generation_id") REFERENCES "generations"("id") ON DELETE SET NULL ON UPDATE CASCADE;
