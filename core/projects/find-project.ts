import type { Deps } from '../deps.ts';

/** Discord takes this many suggestions, and a menu needs no more. */
const suggested = 25;

/** A person's project by its name, in whatever case; also an archived one. */
export function findProjectByName(deps: Pick<Deps, 'db'>, userId: string, name: string) {
  return deps.db.project.findFirst({
    where: { userId, name: { equals: likeItself(name.trim()), mode: 'insensitive' } },
  });
}

/** The names of a person's projects that have what was typed in them, those that begin with it first; no archived ones. */
export async function suggestProjects(deps: Pick<Deps, 'db'>, userId: string, typed: string): Promise<string[]> {
  const wanted = typed.trim().toLowerCase();
  const found = await deps.db.project.findMany({
    where: { userId, archivedAt: null, name: { contains: likeItself(wanted), mode: 'insensitive' } },
    orderBy: { name: 'asc' },
    select: { name: true },
  });
  const begins = ({ name }: { name: string }) => name.toLowerCase().startsWith(wanted);
  return [...found.filter(begins), ...found.filter((project) => !begins(project))]
    .slice(0, suggested)
    .map(({ name }) => name);
}

/** Prisma compares without regard to case by ILIKE, in which %, _ and \ mean something else than themselves. */
const likeItself = (text: string) => text.replaceAll(/[\\%_]/g, '\\$&');
