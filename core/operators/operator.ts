import { Failure } from '../failure.ts';

/** Who acts: what they do is written down with both. */
export interface Operator {
  userId: string;
  email: string;
}

export const unknownWallet = () =>
  new Failure('not_found', {
    title: 'Not found',
    happened: 'There is no such wallet; it may have gone into an account. Nothing was changed.',
    next: 'Look the person up again.',
  });
