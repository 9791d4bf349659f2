-- AlterTable
ALTER TABLE "assets" ADD COLUMN     "erased_at" TIMESTAMPTZ(3);

-- What sweep looks for: pictures that were deleted and are not erased yet.
CREATE INDEX assets_to_erase ON assets (deleted_at) WHERE deleted_at IS NOT NULL AND erased_at IS NULL;

-- No two projects of a person have the same name, in whatever case. (The names are never empty; an index with a condition is
-- one that schema.prisma cannot say, and is not asked to.)
CREATE UNIQUE INDEX projects_name_once ON projects (user_id, lower(name)) WHERE name <> '';
