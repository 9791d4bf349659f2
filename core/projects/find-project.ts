import type { Project } from '../../prisma/generated/client.ts';
import { byName } from '../by-name.ts';
import type { Deps } from '../deps.ts';
import { openFields, openFieldsOf, storedTextOf } from '../keys/stored-text.ts';
import { storedPixelWish } from '../models/pixel-wish.ts';
import { nearest } from '../nearest.ts';
import { coloursOf } from '../palettes/palette-column.ts';
import { nameHash } from './word-columns.ts';

type Reading = Pick<Deps, 'db' | 'keys' | 'log'>;

/** Discord accepts this many suggestions, and a menu needs no more. */
const suggested = 25;

/** A person's project by its name, ignoring case; archived ones included. */
export async function findProjectByName(deps: Reading, userId: string, name: string) {
  const wanted = name.trim();
  const found = await deps.db.project.findFirst({
    where: {
      userId,
      OR: [
        { nameHash: await nameHash(deps, wanted) },
        { nameHash: null, name: { equals: likeItself(wanted), mode: 'insensitive' } },
      ],
    },
  });
  return found && withItsDefaults(deps, found);
}

/** A project with what a request takes from it. */
export async function withItsDefaults(deps: Reading, found: Project) {
  const words = {
    name: storedTextOf(found.name, found.nameSealed),
    style: storedTextOf(found.style, found.styleSealed),
  };
  const { id, defaultModel, defaultSize, defaultFormat, archivedAt } = found;
  const defaultPixel = storedPixelWish.parse(found.defaultPixel);
  return {
    id,
    defaultModel,
    defaultSize,
    defaultFormat,
    defaultPixel,
    archivedAt,
    /** To which what is made there is locked; null: to none. */
    palette: await coloursOf(deps, found.paletteId),
    ...(await openFieldsOf(deps, words, 'name', 'style')),
  };
}

/** The names of a person's projects that contain the typed text, those that begin with it first; no archived ones. */
export async function suggestProjects(deps: Reading, userId: string, typed: string): Promise<string[]> {
  const wanted = typed.trim().toLowerCase();
  const names = (await projectNames(deps, userId)).filter((name) => name.toLowerCase().includes(wanted));
  const begins = (name: string) => name.toLowerCase().startsWith(wanted);
  return [...names.filter(begins), ...names.filter((name) => !begins(name))].slice(0, suggested);
}

/** The names of a person's projects, sorted; no archived ones. */
export const projectNames = async (deps: Reading, userId: string): Promise<string[]> =>
  (await namesOf(deps, { userId, archivedAt: null })).sort(byName);

/** The name of theirs that they may have meant, archived ones included. */
export const nearestProject = async (deps: Reading, userId: string, name: string): Promise<string | undefined> =>
  nearest(name, await namesOf(deps, { userId }));

async function namesOf(deps: Reading, where: { userId: string; archivedAt?: null }): Promise<string[]> {
  const rows = await deps.db.project.findMany({ where, select: { name: true, nameSealed: true } });
  const stored = rows.map(({ name, nameSealed }) => ({ name: storedTextOf(name, nameSealed) }));
  return (await openFields(deps, stored, 'name')).map(({ name }) => name);
}

/** The longest name of a person's project with which these words begin, as they are written there; ignoring case and how many spaces there are. */
export async function longestNameIn(deps: Reading, userId: string, words: string): Promise<string | undefined> {
  const written = `${plain(words)} `;
  return (await namesOf(deps, { userId }))
    .filter((name) => written.startsWith(`${plain(name)} `))
    .reduce<string | undefined>(
      (best, name) => (best === undefined || name.length > best.length ? name : best),
      undefined,
    );
}

const plain = (words: string) => words.trim().replaceAll(/\s+/g, ' ').toLowerCase();

/** Prisma ignores case by ILIKE, in which %, _ and \ are special. */
const likeItself = (text: string) => text.replaceAll(/[\\%_]/g, '\\$&');
