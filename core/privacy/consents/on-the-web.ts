import type { PolicyName } from '../../contract/policies.ts';
import type { Deps } from '../../deps.ts';
import type { Standing } from './read-consent.ts';

const ofUser = (userId: string) => ({ userId, identityId: null });

/** For the pages, which say the line themselves. */
export async function policyStanding(
  { consents }: Pick<Deps, 'consents'>,
  userId: string,
): Promise<{ at: Standing['at']; documents: PolicyName[] }> {
  const standing = await consents.read(ofUser(userId));
  return { at: standing.at, documents: 'documents' in standing ? [...standing.documents] : [] };
}

/** The pages showed the newest versions, or their reader went on or agreed. */
export async function notePolicies({ consents }: Pick<Deps, 'consents'>, userId: string, how: 'shown' | 'accepted') {
  if (how === 'shown') await consents.tell(ofUser(userId));
  else await consents.accept(ofUser(userId));
}
