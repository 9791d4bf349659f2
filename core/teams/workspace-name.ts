import type { Platform } from '../chat/platforms.ts';
import type { Deps } from '../deps.ts';

/** The latest known name of a Discord server or Slack workspace; null if its chat has not sent one. */
export async function workspaceName(
  { db }: Pick<Deps, 'db'>,
  where: { platform: Platform; externalId: string },
): Promise<string | null> {
  const workspace = await db.workspace.findUnique({ where: { platform_externalId: where }, select: { name: true } });
  return workspace?.name || null;
}
