-- CreateTable
CREATE TABLE "closed_requests" (
    "request_key" TEXT NOT NULL,
    "closed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "closed_requests_pkey" PRIMARY KEY ("request_key")
);

-- CreateIndex
CREATE INDEX "closed_requests_closed_at_idx" ON "closed_requests"("closed_at");
