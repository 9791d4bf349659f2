import { isPlace, type Place } from '../chat/place-hash.ts';
import type { Deps } from '../deps.ts';
import { openName } from './names.ts';

/** The latest known name of a Discord server or Slack workspace; null if its chat has not sent one. */
export async function workspaceName(deps: Pick<Deps, 'db' | 'keys' | 'log'>, place: Place): Promise<string | null> {
  const workspace = await deps.db.workspace.findFirst({
    where: await isPlace(deps, place),
    select: { name: true, nameSealed: true },
  });
  return (workspace && (await openName(deps, workspace))) || null;
}
