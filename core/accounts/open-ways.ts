import type { Prisma } from '../../prisma/generated/client.ts';

/** Ends links to choose a password and connections of a chat that were already begun, so that whoever began them gets no further. */
export const endOpenWays = (db: Pick<Prisma.TransactionClient, 'verification'>, userId: string) =>
  // A link's value is the account; the state kept while a person is at a chat contains the account's id.
  db.verification.deleteMany({ where: { value: { contains: userId } } });
