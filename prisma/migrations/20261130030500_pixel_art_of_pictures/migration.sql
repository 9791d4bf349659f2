-- AlterTable
ALTER TABLE "generations" ADD COLUMN     "pixel_found" JSONB;

ALTER TABLE "generations" DROP CONSTRAINT "generations_tool";
ALTER TABLE "generations" ADD CONSTRAINT "generations_tool" CHECK ("tool" IN ('upscale', 'vary', 'cut-out', 'edit', 'describe', 'pixel-art'));

-- Of a picture that fits two grids both are kept until one is chosen.
ALTER TABLE "generations" DROP CONSTRAINT "generations_stored_within_count";
ALTER TABLE "generations" ADD CONSTRAINT "generations_stored_within_count"
  CHECK ("stored" >= 0 AND "stored" <= CASE WHEN "tool" = 'pixel-art' THEN 2 * "count" ELSE "count" END);
