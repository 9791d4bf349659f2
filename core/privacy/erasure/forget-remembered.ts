import type { Deps } from '../../deps.ts';

/** After 13 months nobody is remembered any more. */
export async function forgetRemembered(deps: Pick<Deps, 'dbFor'>): Promise<void> {
  await deps.dbFor('long').$executeRaw`DELETE FROM remembered_people WHERE until < now()`;
}
