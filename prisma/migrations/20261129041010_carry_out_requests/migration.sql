-- AlterEnum
-- Alone in its migration: a new value cannot be used before the transaction that adds it has ended.
ALTER TYPE "AdminActionKind" ADD VALUE 'privacy_carry_out';
