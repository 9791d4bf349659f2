-- AlterTable
ALTER TABLE "deliveries" ADD COLUMN     "target_id" UUID,
ALTER COLUMN "platform" DROP NOT NULL,
ALTER COLUMN "team_id" DROP NOT NULL,
ALTER COLUMN "team_id" DROP DEFAULT,
ALTER COLUMN "channel_id" DROP NOT NULL,
ALTER COLUMN "user_id" DROP NOT NULL,
ALTER COLUMN "file_limit" DROP NOT NULL;

-- AlterTable
ALTER TABLE "link_requests" ADD COLUMN     "target_id" UUID,
ALTER COLUMN "channel_id" DROP NOT NULL;

-- AlterTable
ALTER TABLE "pay_requests" ADD COLUMN     "target_id" UUID,
ALTER COLUMN "channel_id" DROP NOT NULL;

-- AlterTable
ALTER TABLE "checkouts" ADD COLUMN     "noted_at" TIMESTAMPTZ(3),
ADD COLUMN     "target_id" UUID;

-- AlterTable
ALTER TABLE "generations" ALTER COLUMN "identity_id" DROP NOT NULL;

-- CreateTable
CREATE TABLE "reply_targets" (
    "id" UUID NOT NULL,
    "platform" "Platform" NOT NULL,
    "workspace_id" TEXT NOT NULL DEFAULT '',
    "channel_id" TEXT NOT NULL,
    "thread_id" TEXT,
    "user_id" TEXT NOT NULL,
    "file_limit" INTEGER NOT NULL DEFAULT 0,
    "reply_token" BYTEA,
    "reply_expires_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reply_targets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "chat_messages" (
    "target_id" UUID NOT NULL,
    "message_id" TEXT NOT NULL,
    "generation_id" UUID NOT NULL,
    "asset_ids" UUID[] DEFAULT ARRAY[]::UUID[],
    "uploads" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "chat_messages_pkey" PRIMARY KEY ("target_id","message_id")
);

-- What was written before. A row's target has its id; Slack's threads stood in the channel, as `C123/1700000000.000100`.
INSERT INTO reply_targets (id, platform, workspace_id, channel_id, thread_id, user_id, file_limit, reply_token, reply_expires_at, created_at)
  SELECT d.generation_id, d.platform, CASE d.platform WHEN 'discord' THEN coalesce(d.guild_id, '') ELSE d.team_id END,
    split_part(d.channel_id, '/', 1), nullif(split_part(d.channel_id, '/', 2), ''), d.user_id, d.file_limit, d.reply_token,
    d.reply_expires_at, coalesce(d.asked_at, g.created_at)
  FROM deliveries d JOIN generations g ON g.id = d.generation_id;
UPDATE deliveries SET target_id = generation_id;

INSERT INTO reply_targets (id, platform, workspace_id, channel_id, thread_id, user_id, reply_token, reply_expires_at, created_at)
  SELECT r.id, i.platform, CASE i.platform WHEN 'discord' THEN '' ELSE i.team_id END, split_part(r.channel_id, '/', 1),
    nullif(split_part(r.channel_id, '/', 2), ''), i.external_id, r.reply_token, r.reply_expires_at, r.created_at
  FROM link_requests r JOIN identities i ON i.id = r.identity_id;
UPDATE link_requests SET target_id = id;

INSERT INTO reply_targets (id, platform, workspace_id, channel_id, thread_id, user_id, reply_token, reply_expires_at, created_at)
  SELECT r.id, i.platform, CASE i.platform WHEN 'discord' THEN coalesce(r.guild_id, '') ELSE i.team_id END,
    split_part(r.channel_id, '/', 1), nullif(split_part(r.channel_id, '/', 2), ''), i.external_id, r.reply_token,
    r.reply_expires_at, r.created_at
  FROM pay_requests r JOIN identities i ON i.id = r.identity_id;
UPDATE pay_requests SET target_id = id;

INSERT INTO reply_targets (id, platform, workspace_id, channel_id, thread_id, user_id, reply_token, reply_expires_at, created_at)
  SELECT c.id, c.platform, CASE c.platform WHEN 'discord' THEN '' ELSE coalesce(c.team_id, '') END,
    split_part(c.channel_id, '/', 1), nullif(split_part(c.channel_id, '/', 2), ''), coalesce(c.chat_user_id, ''), c.reply_token,
    c.reply_expires_at, c.created_at
  FROM checkouts c WHERE c.platform IS NOT NULL AND c.channel_id IS NOT NULL;
UPDATE checkouts SET target_id = id WHERE platform IS NOT NULL AND channel_id IS NOT NULL;
-- Without a token it was told, or is not to be.
UPDATE checkouts SET noted_at = coalesce(ended_at, created_at) WHERE reply_token IS NULL;

INSERT INTO chat_messages (target_id, message_id, generation_id, asset_ids, uploads, created_at)
  SELECT d.target_id, d.message_id, d.generation_id, d.posted, d.uploads, coalesce(d.delivered_at, now())
  FROM deliveries d WHERE d.status = 'delivered' AND d.message_id IS NOT NULL;
WITH earlier AS (
    SELECT gen_random_uuid() AS id, d.generation_id, d.user_id, coalesce(m->>'platform', d.platform::text)::"Platform" AS platform, m
    FROM deliveries d, jsonb_array_elements(d.earlier) AS m WHERE m->>'messageId' IS NOT NULL),
  targets AS (
    INSERT INTO reply_targets (id, platform, workspace_id, channel_id, thread_id, user_id)
    SELECT id, platform, CASE platform WHEN 'discord' THEN '' ELSE m->>'teamId' END, split_part(m->>'channelId', '/', 1),
      nullif(split_part(m->>'channelId', '/', 2), ''), user_id FROM earlier)
  INSERT INTO chat_messages (target_id, message_id, generation_id, asset_ids, uploads)
  SELECT id, m->>'messageId', generation_id, ARRAY(SELECT jsonb_array_elements_text(m->'posted'))::uuid[],
    ARRAY(SELECT jsonb_array_elements_text(m->'uploads')) FROM earlier;

-- What is to be told in chat of a checkout that has ended, and which tokens are of no use any more.
DROP INDEX checkouts_to_note;
CREATE INDEX checkouts_to_note ON checkouts (ended_at) WHERE noted_at IS NULL AND target_id IS NOT NULL;
CREATE INDEX reply_targets_to_forget ON reply_targets (reply_expires_at) WHERE reply_token IS NOT NULL;

-- CreateIndex
CREATE INDEX "chat_messages_generation_id_idx" ON "chat_messages"("generation_id");

-- CreateIndex
CREATE INDEX "deliveries_target_id_idx" ON "deliveries"("target_id");

-- CreateIndex
CREATE INDEX "link_requests_target_id_idx" ON "link_requests"("target_id");

-- CreateIndex
CREATE INDEX "pay_requests_target_id_idx" ON "pay_requests"("target_id");

-- CreateIndex
CREATE INDEX "checkouts_target_id_idx" ON "checkouts"("target_id");

-- AddForeignKey
ALTER TABLE "pay_requests" ADD CONSTRAINT "pay_requests_target_id_fkey" FOREIGN KEY ("target_id") REFERENCES "reply_targets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checkouts" ADD CONSTRAINT "checkouts_target_id_fkey" FOREIGN KEY ("target_id") REFERENCES "reply_targets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chat_messages" ADD CONSTRAINT "chat_messages_target_id_fkey" FOREIGN KEY ("target_id") REFERENCES "reply_targets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chat_messages" ADD CONSTRAINT "chat_messages_generation_id_fkey" FOREIGN KEY ("generation_id") REFERENCES "generations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_target_id_fkey" FOREIGN KEY ("target_id") REFERENCES "reply_targets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "link_requests" ADD CONSTRAINT "link_requests_target_id_fkey" FOREIGN KEY ("target_id") REFERENCES "reply_targets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
