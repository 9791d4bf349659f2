-- AlterTable
ALTER TABLE "workspaces" ADD COLUMN     "first_installed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- AlterTable
ALTER TABLE "generations" ADD COLUMN     "press_key" TEXT,
ADD COLUMN     "unpaid_place" TEXT;

-- CreateTable
CREATE TABLE "unpaid_days" (
    "day" DATE NOT NULL,
    "place" TEXT NOT NULL,
    "held" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "unpaid_days_pkey" PRIMARY KEY ("day","place")
);

-- As far as it is known.
UPDATE workspaces SET first_installed_at = installed_at;

ALTER TABLE unpaid_days ADD CONSTRAINT unpaid_days_held CHECK (held >= 0);
