import { credits } from '../words.ts';

/** Credits that a smaller plan or a refund paid back after they were spent; undefined if none are owed. */
export const owedWords = (owed: number): string | undefined =>
  owed > 0
    ? `${credits(owed)} of an earlier plan month ${owed === 1 ? 'was' : 'were'} paid back after being spent: ` +
      'the next months of a plan bring that much less. Nothing else is taken for it.'
    : undefined;
