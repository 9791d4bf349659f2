import { randomUUID } from 'node:crypto';
import type { ConsentHow, Prisma } from '../../../prisma/generated/client.ts';
import type { Platform } from '../../chat/platforms.ts';
import { policyNames, policyVersions } from '../../contract/policies.ts';
import type { Person } from './read-consent.ts';

/** Where in a chat: the server or workspace by its id there, if it is known. */
export interface ConsentPlace {
  platform: Platform;
  workspaceId: string | undefined;
}

/** Notes what happened to the newest versions, once each. Of a linked person it is the account's. `place`: none on the web. Returns whether it is new. */
export async function noteConsent(
  db: Pick<Prisma.TransactionClient, 'consent' | 'workspace'>,
  { userId, identityId }: Person,
  how: ConsentHow,
  place?: ConsentPlace,
): Promise<boolean> {
  const workspace =
    place?.workspaceId === undefined
      ? null
      : await db.workspace.findUnique({
          where: { platform_externalId: { platform: place.platform, externalId: place.workspaceId } },
          select: { id: true },
        });
  const whose = userId === null ? { identityId } : { userId };
  const { count } = await db.consent.createMany({
    data: policyNames.map((document) => ({
      ...{ id: randomUUID(), document, version: policyVersions[document][0], how, ...whose },
      ...{ platform: place?.platform ?? null, workspaceId: workspace?.id ?? null },
    })),
    skipDuplicates: true,
  });
  return count > 0;
}
