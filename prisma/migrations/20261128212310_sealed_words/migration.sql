-- AlterTable
ALTER TABLE "assets" ADD COLUMN     "title_sealed" BYTEA;

-- AlterTable
ALTER TABLE "generations" ADD COLUMN     "prompt_sealed" BYTEA,
ALTER COLUMN "prompt" SET DEFAULT '';

-- CreateTable
CREATE TABLE "sealing" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "begun_at" TIMESTAMPTZ(3),

    CONSTRAINT "sealing_pkey" PRIMARY KEY ("id")
);

-- In a database that nobody used yet, no process of the version before can read: what is written is sealed from the start.
INSERT INTO "sealing" ("begun_at")
SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM "identities") AND NOT EXISTS (SELECT 1 FROM "users") THEN now() END;
