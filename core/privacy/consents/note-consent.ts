import { z } from 'zod';
import type { ConsentHow } from '../../../prisma/generated/client.ts';
import { placeHash } from '../../chat/place-hash.ts';
import type { Platform } from '../../chat/platforms.ts';
import { policyNames, policyVersions } from '../../contract/policies.ts';
import { text } from '../../database/columns.ts';
import { type Asked, sqlRows } from '../../database/rows.ts';
import type { Keys } from '../../keys/keys.ts';
import type { Person } from './read-consent.ts';

/** Where in a chat: the server or workspace by its id there, if it is known. */
export interface ConsentPlace {
  platform: Platform;
  workspaceId: string | undefined;
}

const row = z.object({ document: text });

/**
 * Notes what happened to the newest versions, once each, by one statement. Of a linked person it is the account's. `place`: none on the web.
 * Returns whether it is new.
 */
export async function noteConsent(
  { db, keys }: { db: Asked; keys: Pick<Keys, 'lookup'> },
  { userId, identityId }: Person,
  how: ConsentHow,
  place?: ConsentPlace,
): Promise<boolean> {
  const hash = place?.workspaceId && (await placeHash({ keys }, { ...place, externalId: place.workspaceId }));
  const versions = policyNames.map((document) => ({ document, version: policyVersions[document][0] }));
  const noted = await sqlRows(db, row)`
    INSERT INTO consents (id, document, version, how, user_id, identity_id, platform, workspace_id)
    SELECT gen_random_uuid(), v.document, v.version, ${how}::"ConsentHow",
      ${userId}::uuid, CASE WHEN ${userId}::uuid IS NULL THEN ${identityId}::uuid END, ${place?.platform ?? null}::"Platform",
      (workspace_at(${place?.platform ?? null}::"Platform", ${hash || null}::bytea, ${place?.workspaceId ?? ''}::text)).id
    FROM jsonb_to_recordset(${JSON.stringify(versions)}::jsonb) AS v (document "PolicyName", version text)
    ON CONFLICT DO NOTHING
    RETURNING document::text`;
  return noted.length > 0;
}
