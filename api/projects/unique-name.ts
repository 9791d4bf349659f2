import { nameTaken } from '#core/projects/refusals.ts';
import { Prisma } from '../../prisma/generated/client.ts';

/** The index that keeps names apart speaks up; here in words. @throws Failure name_taken */
export async function unlessTaken<Result>(name: string, write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    // P2002: a unique index refused it.
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') throw nameTaken(name);
    throw error;
  }
}
