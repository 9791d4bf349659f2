-- AlterTable
ALTER TABLE "deliveries" ADD COLUMN     "earlier" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "guild_id" TEXT,
ADD COLUMN     "posted" UUID[] DEFAULT ARRAY[]::UUID[];
