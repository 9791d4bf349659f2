import type { PrivacyRequest as Row } from '../../../prisma/generated/client.ts';

/** A line of the register. */
export type PrivacyRequest = Row;

/** Whose data it is about. A linked identity is its account, except where the identity alone is to go. */
export type Subject =
  | Person
  | { workspaceId: string }
  /** Whoever we did not find: `hashOutsider`. */
  | { outsiderHash: Buffer };

/** Who asks for themselves. */
export type Person = { userId: string } | { identityId: string };

/** Checked by the database: no free words, only codes in small letters, counts, flags and ISO times, by name. */
export type Evidence = Record<string, string | number | boolean | null>;

/** Who asks in chat, or on the web. */
export const subjectOf = (who: { userId: string | null; identityId: string }): Person =>
  who.userId === null ? { identityId: who.identityId } : { userId: who.userId };
