import type { Config } from '../config.ts';
import { Failure } from '../failure.ts';

/** Who acts: what they do is written down with both. */
export interface Operator {
  userId: string;
  email: string;
}

/** An operator is whoever has proved that an address of ADMIN_EMAILS is theirs. */
export const isOperator = (
  { adminEmails }: Pick<Config, 'adminEmails'>,
  user: { email: string; emailVerified: boolean },
): boolean => user.emailVerified && adminEmails.includes(user.email.toLowerCase());

export const unknownWallet = () =>
  new Failure('not_found', {
    title: 'Not found',
    happened: 'There is no such wallet; it may have gone into an account. Nothing was changed.',
    next: 'Look the person up again.',
  });
