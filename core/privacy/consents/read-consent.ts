import { z } from 'zod';
import { type ConsentHow, ConsentHow as hows, PolicyName as names } from '../../../prisma/generated/client.ts';
import { type PolicyName, policyNames, policyVersions } from '../../contract/policies.ts';
import { text } from '../../database/columns.ts';
import { type Asked, sqlRows } from '../../database/rows.ts';

export interface Person {
  userId: string | null;
  /** None on the web. */
  identityId: string | null;
}

/**
 * Where somebody stands with the newest versions. `first`: they were never told of any. `changed`: of an earlier one of these documents.
 * `told`: using UPixel now is accepting them.
 */
export type Standing =
  | { at: 'accepted' | 'told' }
  | { at: 'first' | 'changed'; documents: readonly [PolicyName, ...PolicyName[]] };

const row = z.object({ document: z.enum(names), version: text, how: z.enum(hows) });

export async function readConsent({ db }: { db: Asked }, { userId, identityId }: Person): Promise<Standing> {
  const rows = await sqlRows(db, row)`
    SELECT document, version, how FROM consents WHERE how <> 'mailed' AND (user_id = ${userId}::uuid OR identity_id = ${identityId}::uuid)`;
  const isNoted = (document: PolicyName, ...wanted: ConsentHow[]) =>
    rows.some(
      (each) => each.document === document && each.version === policyVersions[document][0] && wanted.includes(each.how),
    );
  if (policyNames.every((document) => isNoted(document, 'accepted'))) return { at: 'accepted' };
  const [untold, ...more] = policyNames.filter((document) => !isNoted(document, 'shown', 'accepted'));
  if (untold === undefined) return { at: 'told' };
  return { at: rows.length > 0 ? 'changed' : 'first', documents: [untold, ...more] };
}
