-- AlterTable
ALTER TABLE "reply_targets" ADD COLUMN     "channel_id_sealed" BYTEA,
ADD COLUMN     "thread_id_sealed" BYTEA,
ADD COLUMN     "user_id_sealed" BYTEA;
