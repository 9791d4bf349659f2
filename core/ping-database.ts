import type { Deps } from './deps.ts';

/** Resolves if the database answers and takes what is written: after a failover we may be left with a server that only reads. */
export async function pingDatabase({ db }: Pick<Deps, 'db'>): Promise<void> {
  const [row] = await db.$queryRaw<Array<{ readonly: string }>>`
    SELECT current_setting('transaction_read_only') AS readonly`;
  if (row?.readonly !== 'off') throw new Error('the database only reads');
}
