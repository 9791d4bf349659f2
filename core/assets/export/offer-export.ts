import type { Deps } from '../../deps.ts';
import { notFound } from '../../not-found.ts';
import { readProject } from '../../projects/list-projects.ts';
import { shown } from '../shown.ts';
import { type ExportWish, exportLink } from './export-link.ts';
import { type MadeExport, makeExport } from './make-export.ts';

type ExportDeps = Pick<Deps, 'db' | 'keys' | 'log' | 'storage' | 'config' | 'pixelThreads'>;

export interface OfferedExport extends MadeExport {
  /** Good for a day, for whoever has it. */
  url: string;
}

/**
 * An export, and a link that makes it again: nothing of it is kept. Whoever asks has the right to all that is meant.
 * @throws Failure cannot_export, too_many_requests
 */
export async function offerExport(deps: ExportDeps, wish: ExportWish): Promise<OfferedExport> {
  const made = await makeExport(deps, wish);
  return { ...made, url: exportLink(deps.config, wish) };
}

/** The same of an account's own images, or of a project of its own. @throws Failure not_found */
export async function offerOwnExport(
  deps: ExportDeps,
  userId: string,
  {
    ids,
    projectId,
    engine,
    sheet,
  }: Omit<ExportWish, 'things'> & { ids?: string[] | undefined; projectId?: string | undefined },
): Promise<OfferedExport> {
  if (projectId !== undefined) {
    await readProject(deps, { userId, id: projectId });
    return offerExport(deps, { engine, sheet, things: { kind: 'project', id: projectId } });
  }
  const asked = [...new Set(ids)];
  const found = await deps.db.asset.findMany({ where: { id: { in: asked }, userId, ...shown }, select: { id: true } });
  const own = new Set(found.map(({ id }) => id));
  if (own.size === 0) throw notFound('There are no such images');
  const offered = await offerExport(deps, { engine, sheet, things: { kind: 'assets', ids: [...own].sort() } });
  const missing = asked.flatMap((id) => (own.has(id) ? [] : [{ id, words: 'An image', why: 'not_yours' } as const]));
  return { ...offered, left: [...offered.left, ...missing] };
}
