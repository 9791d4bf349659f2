-- A team's usage reads what its wallet paid in a month without the requests' own rows. Whatever ended has one entry, written when it ends.
CREATE INDEX "generations_paid" ON "generations" ("wallet_id", "created_at") INCLUDE ("identity_id", "unit_price", "stored") WHERE "finished_at" IS NOT NULL;
