import { z } from 'zod';
import { uuid } from '../database/columns.ts';
import { sqlRows } from '../database/rows.ts';
import type { Deps } from '../deps.ts';

const claimedRow = z.object({ id: uuid });

/** Which of these servers or workspaces nobody has welcomed yet; from now on somebody has, so each is answered once. */
export async function claimWelcomes({ db }: Pick<Deps, 'db'>, workspaceIds: readonly string[]): Promise<Set<string>> {
  const claimed = await sqlRows(db, claimedRow)`
    UPDATE workspaces SET welcomed_at = now() WHERE id = ANY(${[...workspaceIds]}::uuid[]) AND welcomed_at IS NULL RETURNING id`;
  return new Set(claimed.map(({ id }) => id));
}
