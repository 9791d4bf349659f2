import { shown } from '../../assets/shown.ts';
import { sqlFinds } from '../../database/rows.ts';
import type { Deps } from '../../deps.ts';
import type { Swap } from '../../pixel/palettes/swap.ts';
import { unlessLeaving } from '../../privacy/erasure/leaving.ts';
import { projectColumns } from '../create-project.ts';
import { maxProjects } from '../limits.ts';
import { readProject } from '../list-projects.ts';
import { tooManyProjects } from '../refusals.ts';
import { unlessTaken } from '../unique-name.ts';
import { mostCopiesInADay } from './limits.ts';
import { enoughForADay, noPictures, noSuchRecolouring, oneUnderWay } from './refusals.ts';

const dayMs = 24 * 60 * 60_000;

interface Wish {
  userId: string;
  /** The project whose pictures they are. */
  projectId: string;
  /** What the project of the copies is to be called. */
  name: string;
  /** One of their palettes, to which it is locked. */
  paletteId: string | null;
  assetIds: readonly string[];
  swap: Swap;
  /** Asked again with the same one, it is the same recolouring. */
  requestKey: string;
}

/**
 * Has the pictures of a project copied in other colours, into a new project with the same defaults; returns its id. It costs nothing. A job makes the copies.
 * @throws Failure not_found, recolouring_under_way, too_much, too_many_projects, name_taken, deletion_under_way
 */
export async function beginRecolouring(
  deps: Pick<Deps, 'db' | 'keys' | 'log' | 'queues'>,
  { userId, projectId, name, paletteId, assetIds: wanted, swap, requestKey: id }: Wish,
): Promise<string> {
  const { model, size, format, pixel, style } = await readProject(deps, { userId, id: projectId });
  const defaults = { model, size, format, pixel: pixel && { ...pixel, palette: undefined }, style, paletteId };
  const columns = await projectColumns(deps, userId, { name, defaults });
  const begun = () =>
    deps.db.$transaction(async (tx) => {
      // One after the other: nobody begins two by two presses, nor is over a limit by one of them.
      await sqlFinds(tx)`SELECT 1 FROM users WHERE id = ${userId}::uuid FOR UPDATE`;
      const before = await tx.recolouring.findUnique({ where: { id }, select: { userId: true } });
      if (before?.userId === userId) return;
      if (before) throw noSuchRecolouring();
      if ((await tx.recolouring.count({ where: { userId, finishedAt: null } })) > 0) throw oneUnderWay();
      const there = await tx.asset.findMany({
        where: { id: { in: [...wanted] }, userId, projectId, ...shown },
        select: { id: true },
      });
      if (there.length === 0) throw noPictures();
      const known = new Set(there.map((asset) => asset.id));
      const assetIds = [...new Set(wanted)].filter((each) => known.has(each));
      const made = await tx.asset.count({
        where: { userId, recolouringId: { not: null }, createdAt: { gt: new Date(Date.now() - dayMs) } },
      });
      if (made + assetIds.length > mostCopiesInADay) throw enoughForADay();
      if ((await tx.project.count({ where: { userId } })) >= maxProjects) throw tooManyProjects();
      const { id: toProjectId } = await tx.project.create({ data: columns, select: { id: true } });
      await tx.recolouring.create({
        data: {
          ...{ id, userId, fromProjectId: projectId, toProjectId, assetIds },
          ...{ colours: [...swap.keys()], becomes: [...swap.values()] },
        },
      });
    });
  await unlessTaken(name, () => unlessLeaving(begun));
  await deps.queues
    .enqueue('recolour', { recolouringId: id })
    .catch((err) => deps.log.warn({ recolouringId: id, err }, 'recolouring is left to sweep'));
  return id;
}
