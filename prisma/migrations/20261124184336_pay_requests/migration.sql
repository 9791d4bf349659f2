-- AlterTable
ALTER TABLE "link_requests" ADD COLUMN     "buys" TEXT;

-- CreateTable
CREATE TABLE "pay_requests" (
    "id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "identity_id" UUID NOT NULL,
    "place_name" TEXT,
    "guild_id" TEXT,
    "channel_id" TEXT NOT NULL,
    "reply_token" BYTEA,
    "reply_expires_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "pay_requests_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "pay_requests_token_hash_key" ON "pay_requests"("token_hash");

-- CreateIndex
CREATE INDEX "pay_requests_identity_id_idx" ON "pay_requests"("identity_id");

-- AddForeignKey
ALTER TABLE "pay_requests" ADD CONSTRAINT "pay_requests_identity_id_fkey" FOREIGN KEY ("identity_id") REFERENCES "identities"("id") ON DELETE CASCADE ON UPDATE CASCADE;
