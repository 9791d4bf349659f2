import { z } from 'zod';
import { int } from '../../database/columns.ts';
import { sqlFunction } from '../../database/sql-function.ts';
import type { Deps } from '../../deps.ts';

const countEnded = sqlFunction({ name: 'count_usage', args: z.object({}), row: int });

/** Sums up the days that have ended, and deletes their events and keys. Returns how many sums were written. */
export const countUsage = ({ db }: Pick<Deps, 'db'>): Promise<number> => countEnded.one(db, {});
