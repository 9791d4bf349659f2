-- AlterTable
ALTER TABLE "identities" ADD COLUMN     "seen_on" DATE DEFAULT CURRENT_TIMESTAMP;

-- The eraser empties the operator's words together with whom they were about; nobody writes an action without any.
ALTER TABLE "admin_actions" DROP CONSTRAINT "admin_actions_reasoned";
ALTER TABLE "admin_actions" ADD CONSTRAINT "admin_actions_reasoned"
  CHECK (length(reason) >= 10 OR (reason = '' AND user_id IS NULL AND identity_id IS NULL));
