-- People whom a process of the version before wrote down, though ids are sealed: they are looked for all the time, and there are hardly ever any.
CREATE INDEX "identities_of_before" ON "identities"("id") WHERE "external_id_hash" IS NULL AND "external_id" NOT LIKE 'erased:%';
