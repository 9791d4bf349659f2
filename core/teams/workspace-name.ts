import type { Platform } from '../chat/platforms.ts';
import type { Deps } from '../deps.ts';
import { openName } from './names.ts';

/** The latest known name of a Discord server or Slack workspace; null if its chat has not sent one. */
export async function workspaceName(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  { platform, externalId }: { platform: Platform; externalId: string },
): Promise<string | null> {
  const workspace = await deps.db.workspace.findUnique({
    where: { platform_externalId: { platform, externalId } },
    select: { name: true, nameSealed: true },
  });
  return (workspace && (await openName(deps, workspace))) || null;
}
