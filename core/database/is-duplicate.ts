import { Prisma } from '../../prisma/generated/client.ts';

/** P2002: a unique index refused the write, even if the other row came only just before it. */
export const isDuplicate = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
