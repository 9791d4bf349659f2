-- AlterTable
ALTER TABLE "identities" ADD COLUMN     "avatar_url_sealed" BYTEA,
ADD COLUMN     "name_sealed" BYTEA,
ADD COLUMN     "place_name_sealed" BYTEA;

-- AlterTable
ALTER TABLE "pay_requests" ADD COLUMN     "place_name_sealed" BYTEA;

-- AlterTable
ALTER TABLE "link_requests" ADD COLUMN     "avatar_url_sealed" BYTEA,
ADD COLUMN     "name_sealed" BYTEA,
ADD COLUMN     "place_name_sealed" BYTEA,
ALTER COLUMN "name" SET DEFAULT '';
