import { type Channel, channelHash as hashOf } from '../chat/channel-hash.ts';
import type { Deps } from '../deps.ts';
import { withItsDefaults } from './find-project.ts';

/** The project of theirs that somebody's requests in this channel go into, unless they archived it. */
export async function projectHere(deps: Pick<Deps, 'db' | 'keys' | 'log'>, userId: string, channel: Channel) {
  const channelHash = await hashOf(deps, channel);
  const found = await deps.db.projectChannel.findUnique({
    where: { userId_channelHash: { userId, channelHash }, project: { archivedAt: null } },
    include: { project: true },
  });
  return found && withItsDefaults(deps, found.project);
}

/** From now on somebody's requests in this channel go into that project; null: into none. */
export async function chooseProjectHere(
  deps: Pick<Deps, 'db' | 'keys'>,
  { userId, channel, projectId }: { userId: string; channel: Channel; projectId: string | null },
): Promise<void> {
  const channelHash = await hashOf(deps, channel);
  const where = { userId, channelHash };
  if (projectId === null) return void (await deps.db.projectChannel.deleteMany({ where }));
  await deps.db.projectChannel.upsert({
    where: { userId_channelHash: where },
    create: { ...where, projectId },
    update: { projectId },
  });
}
