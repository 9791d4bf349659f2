-- Results that somebody had brought to another place than the one where they were asked for, or to a chat for the first time: few.
CREATE INDEX "deliveries_brought" ON "deliveries" ("generation_id") WHERE "asked_at" IS NOT NULL;
