import { z } from 'zod';
import type { Text } from '../chat/card/text.ts';
import { text, uuid } from '../database/columns.ts';
import { sqlFunction } from '../database/sql-function.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';

type WithDb = Pick<Deps, 'db'>;

/** The outcome of a request. Both null: it was not carried out, and never will be. */
const outcome = z.object({ generationId: uuid.nullable(), giftId: uuid.nullable() });
export type Outcome = z.infer<typeof outcome>;

const closeRequest = sqlFunction({ name: 'close_request', args: z.object({ requestKey: text }), row: outcome });

/**
 * The database's answer to a request that moves credits was lost: finds out what became of it, before anybody is told that nothing was
 * taken. @throws Failure unclear if the database does not answer this either
 */
export const outcomeOf = ({ db }: WithDb, requestKey: string): Promise<Outcome> =>
  repeatable(() => closeRequest.one(db, { requestKey }));

/**
 * Runs an idempotent operation, and repeats it once if no answer came: on another connection, because one that broke or was silent for
 * too long is thrown away. @throws Failure unclear if that is not answered either
 */
export async function repeatable<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (first) {
    if (first instanceof Failure) throw first;
    return work().catch((second) => {
      throw second instanceof Failure ? second : unclear(first);
    });
  }
}

/** Applies to every request that may or may not have been carried out, followed by where its person can see which. */
const paidOnce = 'Nothing is taken twice, and credits are kept only for pictures that are made.';
const lookFirst: Text = [
  'Look at ',
  { command: 'history' },
  ' and ',
  { command: 'credits' },
  ' in a minute, before you ask again.',
];

/** This process must end before it knows. */
export const restarting = () =>
  new Failure('unclear', {
    title: 'I am being restarted',
    happened: `I had to stop in the middle of your request, so I cannot tell whether it was carried out. ${paidOnce}`,
    next: lookFirst,
  });

/** Neither "it is done" nor "nothing was taken" would be certain. */
export const unclear = (cause: unknown) =>
  new Failure(
    'unclear',
    {
      title: 'I do not know whether that worked',
      happened: `Our database does not answer at the moment, so I cannot tell whether your request was carried out. ${paidOnce}`,
      next: lookFirst,
    },
    { cause },
  );
