import type { Deps } from '../../deps.ts';
import { Failure } from '../../failure.ts';

/** The code that refuse_leaving() raises. */
const leavingCode = 'UPX01';

/** The database refuses, because a person is about to be erased. */
const wasRefused = (error: unknown) =>
  error instanceof Error &&
  // Of pg; and of Prisma, in a transaction.
  (('code' in error && error.code === leavingCode) ||
    `${error.message} ${JSON.stringify('meta' in error ? error.meta : '')}`.includes(leavingCode));

/** Runs what the database may refuse to somebody who is about to be erased. @throws Failure deletion_under_way */
export async function unlessLeaving<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw wasRefused(error) ? deletionUnderWay() : error;
  }
}

/** Whether an account is about to be erased. */
export async function isLeaving({ db }: Pick<Deps, 'db'>, userId: string | null): Promise<boolean> {
  return userId !== null && (await db.user.count({ where: { id: userId, deletionDueAt: { not: null } } })) > 0;
}

/** For what the database does not refuse by itself. @throws Failure deletion_under_way */
export async function refuseLeaving(deps: Pick<Deps, 'db'>, userId: string | null): Promise<void> {
  if (await isLeaving(deps, userId)) throw deletionUnderWay();
}

export const deletionUnderWay = () =>
  new Failure('deletion_under_way', {
    title: 'About to be deleted',
    happened:
      'The data of this account or person is about to be deleted, so nothing new can be made, bought, given or linked. Nothing was taken.',
    next: ['Whoever asked for that can stop it with ', { command: 'privacy' }, ', or on the page of the deletion.'],
  });
