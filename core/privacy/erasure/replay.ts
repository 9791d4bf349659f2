import type { Deps } from '../../deps.ts';
import { eraseOwn } from './erase-own.ts';
import { type ListedErasure, listedErasures, readListed, subjectOf } from './erased-list.ts';
import type { Erased } from './person.ts';

type ReplayDeps = Pick<Deps, 'db' | 'dbFor' | 'keys' | 'keyStorage' | 'seal' | 'log' | 'metrics' | 'config'>;

/** Any number, the same in every process: only one replays at a time, and the others wait for it. */
const lockKey = 7_202_613;
const longestMs = 30 * 60_000;

/**
 * At the start, before anybody is served: whoever was erased and is in the database again, because it was restored from an older copy, is erased
 * again. Files, vendors and chats are reached by the worker, as after any erasure. Returns how many people there were.
 */
export async function replayErasures(deps: ReplayDeps): Promise<number> {
  if ((await missing(deps)).length === 0) return 0;
  return deps.dbFor('long').$transaction(
    async (held) => {
      await held.$executeRaw`SELECT pg_advisory_xact_lock(${lockKey}::bigint)`;
      const again = await missing(deps);
      if (again.length === 0) return 0;
      const people = await subjectsOf(deps);
      let erased = 0;
      for (const erasureId of again) {
        const listed = await readListed(deps, erasureId);
        if (await eraseAgain(deps, listed, people.get(listed.subject))) erased++;
      }
      deps.log.warn(
        { listed: again.length, erased },
        'the database is an older copy: what was erased since is erased again',
      );
      return erased;
    },
    { timeout: longestMs, maxWait: 60_000 },
  );
}

/** The listed erasures that this database does not know to be done. */
async function missing(deps: Pick<ReplayDeps, 'db' | 'keyStorage'>): Promise<string[]> {
  const listed = await listedErasures(deps);
  const done = await deps.db.erasure.findMany({
    where: { id: { in: listed }, state: { in: ['erased', 'done'] } },
    select: { id: true },
  });
  const known = new Set(done.map(({ id }) => id));
  return listed.filter((id) => !known.has(id));
}

/** Everybody in the database, by the hash under which the list would name them. */
async function subjectsOf(deps: Pick<ReplayDeps, 'db' | 'keys'>): Promise<Map<string, Erased>> {
  const [users, identities, workspaces] = await Promise.all([
    deps.db.user.findMany({ select: { id: true } }),
    deps.db.identity.findMany({ select: { id: true, userId: true } }),
    deps.db.workspace.findMany({ select: { id: true } }),
  ]);
  const people: Erased[] = [
    ...users.map(({ id }): Erased => ({ kind: 'account', userId: id })),
    ...identities.map(({ id, userId }): Erased => ({ kind: userId === null ? 'guest' : 'identity', identityId: id })),
    ...workspaces.map(({ id }): Erased => ({ kind: 'workspace', workspaceId: id })),
  ];
  return new Map(await Promise.all(people.map(async (each) => [await subjectOf(deps, each), each] as const)));
}

async function eraseAgain(
  deps: ReplayDeps,
  { erasureId: id, kind: listedAs }: ListedErasure,
  erased: Erased | undefined,
): Promise<boolean> {
  const now = new Date();
  if (!erased) {
    // The copy is older than the person.
    const ended = { state: 'done', endedAt: now, erasedAt: now } as const;
    await deps.db.erasure.upsert({
      where: { id },
      create: { id, kind: listedAs, dueAt: now, ...ended },
      update: ended,
    });
    return false;
  }
  const due = { ...erased, state: 'waiting', dueAt: now } as const;
  const row = await deps.db.erasure.upsert({ where: { id }, create: { id, ...due }, update: due });
  const { kind, userId, identityId, workspaceId, requestId, told } = row;
  return eraseOwn(deps, {
    id,
    kind,
    userId,
    identityId,
    workspaceId,
    requestId,
    told,
    state: 'waiting',
    isLate: true,
    isReplay: true,
  });
}
