import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';

export const maxReferenceBytes = 15 * 1024 * 1024;

/** What the chat itself says of a picture, before anything is held. @throws Failure bad_reference */
export function checkReference({ byteLength }: { byteLength: number }): void {
  if (byteLength <= maxReferenceBytes) return;
  throw new Failure('bad_reference', {
    title: 'I cannot use that picture',
    happened: 'It is larger than 15 MB. Nothing was made and nothing was taken.',
    next: 'Try another picture, or leave it out.',
  });
}

/** A reference picture that has still to be fetched from the chat. */
export interface PendingReference {
  url: string;
  platform: 'discord' | 'slack';
  /** The workspace whose token opens it, on Slack. */
  teamId: string;
  model: string;
  /** The generation's predictions, none of which was sent. */
  predictionIds: string[];
  priority: number;
  /** Since it was asked, by the database's clock. */
  ageMs: number;
}

/** Undefined if it was fetched before, or the generation has ended. */
export async function findPendingReference(
  deps: Pick<Deps, 'db'>,
  generationId: string,
): Promise<PendingReference | undefined> {
  const [row] = await deps.db.$queryRaw<PendingReference[]>`
    SELECT g.reference_url AS url, d.platform, d.team_id AS "teamId", g.model, g.priority,
      array(SELECT p.id FROM predictions p WHERE p.generation_id = g.id) AS "predictionIds",
      (extract(epoch FROM clock_timestamp() - g.created_at) * 1000)::int AS "ageMs"
    FROM generations g JOIN deliveries d ON d.generation_id = g.id
    WHERE g.id = ${generationId}::uuid AND g.status = 'queued' AND g.reference_url IS NOT NULL`;
  return row;
}

/** It is in the store; from now on the generation can be submitted. False if it was fetched before, or has ended. */
export async function keepReference(
  deps: Pick<Deps, 'db'>,
  generationId: string,
  storageKey: string,
): Promise<boolean> {
  const kept = await deps.db.$executeRaw`
    UPDATE generations SET input_image_key = ${storageKey}, reference_url = NULL
    WHERE id = ${generationId}::uuid AND status = 'queued' AND reference_url IS NOT NULL`;
  return kept > 0;
}
