import { z } from 'zod';
import { int, platform, text, uuid } from '../database/columns.ts';
import { sqlRow } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { type Opened, openFieldsOf, storedText } from '../keys/stored-text.ts';

export const maxReferenceBytes = 15 * 1024 * 1024;

/** Checks what the chat itself says about a picture, before anything is held. @throws Failure bad_reference */
export function checkReference({ byteLength, contentType }: { byteLength: number; contentType?: string }): void {
  if (byteLength > maxReferenceBytes)
    throw unusable('It is larger than 15 MB.', 'Make it smaller, or try another picture.');
  if (contentType && !usableTypes.test(contentType)) throw unusable('It is not a PNG, JPEG, WebP or GIF picture.');
}

/** As chats name them; what a chat does not know may be one. */
const usableTypes = /^(?:image\/(?:a?png|jpe?g|webp|gif)|application\/octet-stream)\b/i;

const unusable = (why: string, next = 'Try another picture.') =>
  new Failure('bad_reference', {
    title: 'I cannot use that picture',
    happened: `${why} Nothing was made and nothing was taken.`,
    next,
  });

/** Where the pictures are that a request begins with: in our store, or still at the chat. */
export type Begins = Partial<
  Record<
    'inputImageKey' | 'referenceUrl' | 'secondImageKey' | 'secondReferenceUrl' | 'thirdImageKey' | 'thirdReferenceUrl',
    string | null | undefined
  >
>;

/** How many pictures a request begins with, the one that a tool is used on among them. */
export const picturesOf = (of: Begins & { madeFrom?: { takesPicture: boolean } | undefined }): number =>
  [
    of.inputImageKey ?? of.referenceUrl ?? (of.madeFrom?.takesPicture === true ? 'taken' : undefined),
    of.secondImageKey ?? of.secondReferenceUrl,
    of.thirdImageKey ?? of.thirdReferenceUrl,
  ].filter((each) => each !== null && each !== undefined).length;

/** The pictures of an earlier request, for one more that begins with them. */
export const samePictures = (of: Begins): { [Name in keyof Begins]: string | undefined } => ({
  inputImageKey: of.inputImageKey ?? undefined,
  referenceUrl: of.referenceUrl ?? undefined,
  secondImageKey: of.secondImageKey ?? undefined,
  secondReferenceUrl: of.secondReferenceUrl ?? undefined,
  thirdImageKey: of.thirdImageKey ?? undefined,
  thirdReferenceUrl: of.thirdReferenceUrl ?? undefined,
});

/** Reference pictures that still have to be fetched from the chat, or copied from what was made here. */
const pendingReference = z.object({
  /** Null if it is kept already. */
  url: text.nullable(),
  /** Of the second and the third, likewise. */
  secondUrl: text.nullable(),
  thirdUrl: text.nullable(),
  /** Null if it came from no chat; then its URL is not fetched. */
  platform: platform.nullable(),
  /** On Slack: the workspace whose token can read it. */
  teamId: storedText,
  model: text,
  /** Whose it is. */
  userId: uuid.nullable(),
  identityId: uuid.nullable(),
  /** The generation's predictions, none of which was sent. */
  predictionIds: z.array(uuid),
  priority: int,
  /** Since the request, by the database's clock. */
  ageMs: int,
});
export type PendingReference = Opened<z.infer<typeof pendingReference>, 'teamId'>;

/** Undefined if it was fetched before, or the generation has ended. */
export async function findPendingReference(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  generationId: string,
): Promise<PendingReference | undefined> {
  const row = await sqlRow(deps.db, pendingReference)`
    SELECT g.reference_url AS url, g.second_reference_url AS "secondUrl", g.third_reference_url AS "thirdUrl", r.platform, stored_text(coalesce(r.workspace_id, ''), r.workspace_id_sealed) AS "teamId", g.model, g.priority,
      g.user_id AS "userId", g.identity_id AS "identityId",
      array(SELECT p.id FROM predictions p WHERE p.generation_id = g.id) AS "predictionIds",
      least(extract(epoch FROM clock_timestamp() - g.created_at) * 1000, 2147483647)::int AS "ageMs"
    FROM generations g LEFT JOIN deliveries d ON d.generation_id = g.id LEFT JOIN reply_targets r ON r.id = d.target_id
    WHERE g.id = ${generationId}::uuid AND g.status = 'queued' AND (g.reference_url IS NOT NULL OR g.second_reference_url IS NOT NULL)`;
  return row && openFieldsOf(deps, row, 'teamId');
}

/** They are in the store; from now on the generation can be submitted. Returns false if they were fetched before, or it has ended. */
export async function keepReference(
  deps: Pick<Deps, 'db'>,
  generationId: string,
  { key, secondKey, thirdKey }: { key: string | null; secondKey: string | null; thirdKey: string | null },
): Promise<boolean> {
  const kept = await deps.db.$executeRaw`
    UPDATE generations SET input_image_key = coalesce(${key}::text, input_image_key), reference_url = NULL,
      second_image_key = coalesce(${secondKey}::text, second_image_key), second_reference_url = NULL,
      third_image_key = coalesce(${thirdKey}::text, third_image_key), third_reference_url = NULL
    WHERE id = ${generationId}::uuid AND status = 'queued' AND (reference_url IS NOT NULL OR second_reference_url IS NOT NULL)`;
  return kept > 0;
}
