import { z } from 'zod';
import { flag, int, uuid } from '../../database/columns.ts';
import { sqlFunction } from '../../database/sql-function.ts';
import type { Deps } from '../../deps.ts';
import { plans } from '../plans.ts';

const grant = sqlFunction({
  name: 'grant_free_month',
  args: z.object({ userId: uuid, identityId: uuid.nullable(), credits: int }),
  row: flag,
});

/**
 * Grants the Free plan's credits of this month to an account that has a linked identity and no paid plan: once a month. `identify` does
 * the same for people who ask in chat. Returns whether they were granted just now.
 */
export const grantFreeMonth = ({ db }: Pick<Deps, 'db'>, userId: string): Promise<boolean> =>
  grant.one(db, { userId, identityId: null, credits: plans.free.monthlyCredits });
