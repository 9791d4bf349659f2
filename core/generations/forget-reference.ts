import { z } from 'zod';
import { text, uuid } from '../database/columns.ts';
import { sqlRow, sqlRows } from '../database/rows.ts';
import type { Deps } from '../deps.ts';

/** A person's picture is kept this long after its request, so that they can ask once more. */
const keptDays = 30;
/** One whose request the safety filter refused. Within the hour, with the pause between two runs. */
const refusedMinutes = 30;

const kept = z.object({ id: uuid, key: text, secondKey: text.nullable(), thirdKey: text.nullable() });

/**
 * Deletes the pictures that people added to a prompt: after 30 days, and soon after a refusal; not while their owner waits for an answer about their
 * data. Returns how many requests no longer have theirs; at most `batch`, the oldest first.
 */
export async function forgetReferences(deps: Pick<Deps, 'db' | 'storage'>, batch: number): Promise<number> {
  const due = await sqlRows(deps.db, kept)`
    SELECT g.id, g.input_image_key AS key, g.second_image_key AS "secondKey", g.third_image_key AS "thirdKey" FROM generations g
    WHERE g.input_image_key IS NOT NULL AND (
      (g.finished_at < now() - ${keptDays}::int * interval '1 day' AND NOT has_open_privacy_request(g.user_id, g.identity_id))
      OR (g.failure = 'refused' AND g.finished_at < now() - ${refusedMinutes}::int * interval '1 minute'))
    ORDER BY g.finished_at LIMIT ${batch}::int`;
  for (const each of due) await forget(deps, each);
  return due.length;
}

/** With the last image of its request. */
export async function forgetReferenceOf(deps: Pick<Deps, 'db' | 'storage'>, generationId: string): Promise<void> {
  const due = await sqlRow(deps.db, kept)`
    SELECT g.id, g.input_image_key AS key, g.second_image_key AS "secondKey", g.third_image_key AS "thirdKey" FROM generations g
    WHERE g.id = ${generationId}::uuid AND g.input_image_key IS NOT NULL
      AND NOT EXISTS (SELECT FROM assets a WHERE a.generation_id = g.id AND a.deleted_at IS NULL)`;
  if (due) await forget(deps, due);
}

/** The file first, so that a crash in between leaves a row that is found again. A request that was repeated shares its file with the repetition. */
async function forget(
  { db, storage }: Pick<Deps, 'db' | 'storage'>,
  { id, key, secondKey, thirdKey }: z.infer<typeof kept>,
) {
  const not = { id: { not: id } };
  if ((await db.generation.count({ where: { ...not, inputImageKey: key } })) === 0) await storage.delete([key]);
  if (secondKey !== null && (await db.generation.count({ where: { ...not, secondImageKey: secondKey } })) === 0)
    await storage.delete([secondKey]);
  if (thirdKey !== null && (await db.generation.count({ where: { ...not, thirdImageKey: thirdKey } })) === 0)
    await storage.delete([thirdKey]);
  const now = new Date();
  const second = secondKey === null ? {} : { secondImageKey: null, thirdImageKey: null, secondGoneAt: now };
  await db.generation.update({ where: { id }, data: { inputImageKey: null, referenceGoneAt: now, ...second } });
}

/** Where the chat kept a picture of a request that has ended without it. */
export const forgetReferenceUrls = ({ db }: Pick<Deps, 'db'>): Promise<number> =>
  db.$executeRaw`
    UPDATE generations SET reference_url = NULL, second_reference_url = NULL, third_reference_url = NULL,
      second_gone_at = CASE WHEN second_reference_url IS NULL THEN second_gone_at ELSE now() END
    WHERE id IN (SELECT id FROM generations WHERE (reference_url IS NOT NULL OR second_reference_url IS NOT NULL)
      AND finished_at < now() - interval '10 minutes' LIMIT 200)`;

const uploads = z.object({ urls: z.array(text) });

/** The provider's copies of a person's pictures, once their request has ended; none if they are gone. */
export const findUploads = async (deps: Pick<Deps, 'db'>, generationId: string): Promise<string[]> =>
  (
    await sqlRow(deps.db, uploads)`
      SELECT array_remove(ARRAY[input_image_url, second_image_url, third_image_url], NULL) AS urls FROM generations
      WHERE id = ${generationId}::uuid AND finished_at IS NOT NULL AND input_image_url IS NOT NULL AND upload_gone_at IS NULL`
  )?.urls ?? [];

export async function noteUploadGone({ db }: Pick<Deps, 'db'>, generationId: string): Promise<void> {
  await db.generation.update({ where: { id: generationId }, data: { uploadGoneAt: new Date() } });
}
