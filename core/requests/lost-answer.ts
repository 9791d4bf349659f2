import type { Text } from '../chat/card.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';

type WithDb = Pick<Deps, 'db'>;

/** What became of a request. Both null: it was not carried out, and never will be. */
export interface Outcome {
  generationId: string | null;
  giftId: string | null;
}

/**
 * The database's answer to a request that moves credits was lost: what became of it? Asked before anybody is told that nothing was
 * taken. @throws Failure unclear where the database does not answer this either
 */
export async function outcomeOf(deps: WithDb, requestKey: string, lost: unknown): Promise<Outcome> {
  const [outcome] = await repeatable(
    () => deps.db.$queryRaw<Outcome[]>`
      SELECT generation_id AS "generationId", gift_id AS "giftId" FROM close_request(${requestKey})`,
  );
  if (!outcome) throw unclear(lost);
  return outcome;
}

/**
 * Does something that changes nothing when it is repeated, and repeats it once where no answer came: on another connection, because one
 * that broke or was silent for too long is thrown away. @throws Failure unclear where that one is not answered either
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

/** What is true of every request that may or may not have been carried out, and where its person sees which. */
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
    happened: `Your request took too long for me to wait for it, so I cannot tell whether it was carried out. ${paidOnce}`,
    next: lookFirst,
  });

/** Neither "it is done" nor "nothing was taken" would be surely true. */
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
