import { credits } from '../generations/refusals.ts';

/** What a smaller plan or a refund gave back after it was spent; undefined where nothing is owed. */
export const owedWords = (owed: number): string | undefined =>
  owed > 0
    ? `${credits(owed)} of an earlier plan month ${owed === 1 ? 'was' : 'were'} paid back after being spent: ` +
      'the next months of a plan bring that much less. Nothing else is taken for it.'
    : undefined;
