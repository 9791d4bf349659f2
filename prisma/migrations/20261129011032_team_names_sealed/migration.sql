-- AlterTable
ALTER TABLE "workspaces" ADD COLUMN     "name_hash" BYTEA,
ADD COLUMN     "name_sealed" BYTEA;

-- AlterTable
ALTER TABLE "team_access" ADD COLUMN     "name_sealed" BYTEA,
ALTER COLUMN "name" SET DEFAULT '';

-- AlterTable
ALTER TABLE "team_members" ADD COLUMN     "name_sealed" BYTEA;
