import { Failure } from '../../failure.ts';

/** The code that refuse_leaving() raises. */
const leavingCode = 'UPX01';

/** The database refuses, because a person is about to be erased. */
const isLeaving = (error: unknown) =>
  error instanceof Error &&
  `${error.message} ${JSON.stringify('meta' in error ? error.meta : '')}`.includes(leavingCode);

/** Runs what the database may refuse to somebody who is about to be erased. @throws Failure deletion_under_way */
export async function unlessLeaving<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw isLeaving(error) ? deletionUnderWay() : error;
  }
}

const deletionUnderWay = () =>
  new Failure('deletion_under_way', {
    title: 'About to be deleted',
    happened:
      'The data of this account or person is about to be deleted, so nothing new can be made, bought, given or linked. Nothing was taken.',
    next: [
      'Whoever asked for that can stop it with ',
      { command: 'privacy' },
      ', or by the link in the mail about it.',
    ],
  });
