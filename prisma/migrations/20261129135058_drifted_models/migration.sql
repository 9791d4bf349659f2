-- CreateTable
CREATE TABLE "drifted_models" (
    "model_id" TEXT NOT NULL,
    "drifts" TEXT[],
    "found_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "drifted_models_pkey" PRIMARY KEY ("model_id")
);
