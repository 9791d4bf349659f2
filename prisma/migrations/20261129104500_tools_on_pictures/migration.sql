-- AlterTable
ALTER TABLE "generations" ADD COLUMN     "origin_model" TEXT,
ADD COLUMN     "source_asset_id" UUID,
ADD COLUMN     "tool" TEXT;

-- AddForeignKey
ALTER TABLE "generations" ADD CONSTRAINT "generations_source_asset_id_fkey" FOREIGN KEY ("source_asset_id") REFERENCES "assets"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Found when that picture's row goes. Most requests began with none.
CREATE INDEX "generations_source_asset_id" ON "generations" ("source_asset_id") WHERE "source_asset_id" IS NOT NULL;

ALTER TABLE "generations" ADD CONSTRAINT "generations_tool" CHECK ("tool" IN ('upscale', 'vary', 'cut-out', 'edit'));

-- Pixel art is enlarged for nothing.
ALTER TABLE "generations" DROP CONSTRAINT "generations_unit_price_positive";
ALTER TABLE "generations" ADD CONSTRAINT "generations_unit_price_not_negative" CHECK ("unit_price" >= 0);
