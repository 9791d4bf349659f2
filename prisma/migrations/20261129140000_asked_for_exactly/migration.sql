-- AlterTable
ALTER TABLE "generations" ADD COLUMN     "negative_prompt" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "negative_prompt_sealed" BYTEA,
ADD COLUMN     "strength" DOUBLE PRECISION;

ALTER TABLE "generations" ADD CONSTRAINT "generations_strength" CHECK (strength BETWEEN 0 AND 1);
