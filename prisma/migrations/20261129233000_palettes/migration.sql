-- AlterTable
ALTER TABLE "projects" ADD COLUMN     "palette_id" UUID;

-- CreateTable
CREATE TABLE "palettes" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "name_sealed" BYTEA,
    "name_hash" BYTEA,
    "colours" INTEGER[],
    "colour_names" TEXT NOT NULL DEFAULT '',
    "colour_names_sealed" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "palettes_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "palettes_user_id_name_hash_key" ON "palettes"("user_id", "name_hash");

-- CreateIndex
CREATE INDEX "projects_palette_id_idx" ON "projects"("palette_id");

-- AddForeignKey
ALTER TABLE "palettes" ADD CONSTRAINT "palettes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "projects" ADD CONSTRAINT "projects_palette_id_fkey" FOREIGN KEY ("palette_id") REFERENCES "palettes"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- As many as every indexed picture and palette file can hold.
ALTER TABLE "palettes" ADD CONSTRAINT "palettes_colours" CHECK (cardinality("colours") BETWEEN 1 AND 256);
