-- CreateTable
CREATE TABLE "model_examples" (
    "model_id" TEXT NOT NULL,
    "picture" BYTEA,
    "type" TEXT,
    "sha256" TEXT,
    "looked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "model_examples_pkey" PRIMARY KEY ("model_id")
);
