-- AlterEnum
ALTER TYPE "AdminActionKind" ADD VALUE 'report_revoke';

-- AlterTable
ALTER TABLE "reports" ADD COLUMN     "by_link" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "shares" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "token" TEXT NOT NULL DEFAULT '',
    "token_sealed" BYTEA,
    "shows_prompt" BOOLEAN NOT NULL DEFAULT false,
    "shows_name" BOOLEAN NOT NULL DEFAULT false,
    "is_listed" BOOLEAN NOT NULL DEFAULT false,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by_operator" BOOLEAN NOT NULL DEFAULT false,
    "views" INTEGER NOT NULL DEFAULT 0,
    "previews" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "shares_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "share_assets" (
    "share_id" UUID NOT NULL,
    "asset_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,

    CONSTRAINT "share_assets_pkey" PRIMARY KEY ("share_id","number")
);

-- CreateIndex
CREATE UNIQUE INDEX "shares_token_hash_key" ON "shares"("token_hash");

-- CreateIndex
CREATE INDEX "shares_user_id_created_at_id_idx" ON "shares"("user_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "share_assets_asset_id_idx" ON "share_assets"("asset_id");

-- CreateIndex
CREATE UNIQUE INDEX "share_assets_share_id_asset_id_key" ON "share_assets"("share_id", "asset_id");

-- AddForeignKey
ALTER TABLE "shares" ADD CONSTRAINT "shares_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "share_assets" ADD CONSTRAINT "share_assets_share_id_fkey" FOREIGN KEY ("share_id") REFERENCES "shares"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "share_assets" ADD CONSTRAINT "share_assets_asset_id_fkey" FOREIGN KEY ("asset_id") REFERENCES "assets"("id") ON DELETE CASCADE ON UPDATE CASCADE;
