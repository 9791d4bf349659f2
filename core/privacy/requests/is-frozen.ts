import { z } from 'zod';
import { flag, uuid } from '../../database/columns.ts';
import { sqlFunction } from '../../database/sql-function.ts';
import type { Deps } from '../../deps.ts';

const hasOpen = sqlFunction({
  name: 'has_open_privacy_request',
  args: z.object({ userId: uuid.nullable(), identityId: uuid.nullable() }),
  row: flag,
});

/** Whether a person waits for an answer: until then nothing of theirs is tidied away. Statements call the function itself. */
export const isFrozen = ({ db }: Pick<Deps, 'db'>, who: { userId: string | null; identityId: string | null }) =>
  hasOpen.one(db, who);
