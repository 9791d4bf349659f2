-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "AdminActionKind" ADD VALUE 'privacy_open';
ALTER TYPE "AdminActionKind" ADD VALUE 'privacy_end';
ALTER TYPE "AdminActionKind" ADD VALUE 'privacy_export';

-- AlterTable
ALTER TABLE "admin_actions" ADD COLUMN     "request_id" UUID,
ALTER COLUMN "wallet_id" DROP NOT NULL;
