import { z } from 'zod';
import { text, uuid } from '../database/columns.ts';
import { Failure } from '../failure.ts';

/** Who acts: both are recorded with each action. */
export interface Operator {
  userId: string;
  email: string;
}

/** Recorded with each action: the same id is carried out once. */
export const actedBy = z.strictObject({ id: uuid, operatorId: uuid, operatorEmail: text, reason: text });

export const unknownWallet = () =>
  new Failure('not_found', {
    title: 'Not found',
    happened: 'There is no such wallet; it may have gone into an account. Nothing was changed.',
    next: 'Look the person up again.',
  });
