-- Few want it, and all who do are read every few seconds (core/preferences/private-people.ts).
CREATE INDEX "preferences_private" ON "preferences" ("id") WHERE "results_for" = 'me';
