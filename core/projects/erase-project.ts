import { deleteChosenAssets } from '../assets/delete-assets.ts';
import type { Deps } from '../deps.ts';
import { deleteProject } from './delete-project.ts';
import { noSuchProject } from './refusals.ts';

/**
 * Deletes a project with its images, here, in the store and in chat, and with the words that they were made from. Stopped midway, it can be done
 * again. Returns how many images. @throws Failure not_found
 */
export async function eraseProject(
  deps: Pick<Deps, 'db' | 'queues' | 'log'>,
  { id, userId }: { id: string; userId: string },
): Promise<number> {
  if ((await deps.db.project.count({ where: { id, userId } })) === 0) throw noSuchProject();
  const assets = await deps.db.asset.findMany({
    where: { projectId: id, userId, deletedAt: null },
    select: { id: true },
  });
  const deleted = await deleteChosenAssets(deps, { userId, ids: assets.map((asset) => asset.id) });
  await forgetWords(deps, { id, userId });
  await deleteProject(deps, { id, userId });
  return deleted;
}

/** Of requests that have an image elsewhere the words stay with that. */
async function forgetWords({ db }: Pick<Deps, 'db'>, { id, userId }: { id: string; userId: string }): Promise<void> {
  await db.$executeRaw`
    UPDATE generations g SET prompt = '', prompt_sealed = NULL, negative_prompt = '', negative_prompt_sealed = NULL, reference_url = NULL,
      second_reference_url = NULL, third_reference_url = NULL
    WHERE g.project_id = ${id}::uuid AND g.user_id = ${userId}::uuid AND g.finished_at IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM assets a WHERE a.generation_id = g.id AND a.deleted_at IS NULL)`;
}
