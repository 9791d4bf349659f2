-- AlterTable
ALTER TABLE "assets" ADD COLUMN     "recolouring_id" UUID;

-- CreateTable
CREATE TABLE "recolourings" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "from_project_id" UUID,
    "to_project_id" UUID,
    "colours" INTEGER[],
    "becomes" INTEGER[],
    "asset_ids" UUID[],
    "done" INTEGER NOT NULL DEFAULT 0,
    "made" INTEGER NOT NULL DEFAULT 0,
    "left" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "worked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "recolourings_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "recolourings_user_id_idx" ON "recolourings"("user_id");

-- CreateIndex
CREATE INDEX "recolourings_from_project_id_idx" ON "recolourings"("from_project_id");

-- CreateIndex
CREATE INDEX "recolourings_to_project_id_idx" ON "recolourings"("to_project_id");

-- CreateIndex
CREATE INDEX "recolourings_finished_at_worked_at_idx" ON "recolourings"("finished_at", "worked_at");

-- CreateIndex
CREATE INDEX "assets_recolouring_id_idx" ON "assets"("recolouring_id");

-- AddForeignKey
ALTER TABLE "assets" ADD CONSTRAINT "assets_recolouring_id_fkey" FOREIGN KEY ("recolouring_id") REFERENCES "recolourings"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recolourings" ADD CONSTRAINT "recolourings_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recolourings" ADD CONSTRAINT "recolourings_from_project_id_fkey" FOREIGN KEY ("from_project_id") REFERENCES "projects"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recolourings" ADD CONSTRAINT "recolourings_to_project_id_fkey" FOREIGN KEY ("to_project_id") REFERENCES "projects"("id") ON DELETE SET NULL ON UPDATE CASCADE;
