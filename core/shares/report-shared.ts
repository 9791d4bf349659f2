import { report, reportUnnamed } from '../abuse/report.ts';
import type { ReportReason } from '../contract/report-reasons.ts';
import type { Deps } from '../deps.ts';
import { findShared } from './find-shared.ts';
import { emptyShare } from './refusals.ts';

interface Said {
  token: string;
  number: number;
  reason: ReportReason;
  words: string;
}

/**
 * Notes what somebody says about a picture that a link shows, for the same queue as /report. `userId`: the account that is signed in, if any; of others
 * nothing is kept. Returns false if they reported it before.
 * @throws Failure not_found, ended_share, daily_limit
 */
export async function reportShared(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  userId: string | null,
  { token, number, reason, words }: Said,
): Promise<boolean> {
  const shared = await findShared(deps, token);
  const picture = shared.pictures.find((each) => each.number === number);
  if (!picture) throw emptyShare();
  const { generationId } = picture;
  if (userId === null) return reportUnnamed(deps, { generationId, ownerId: shared.userId, reason, words });
  return report(deps, { generationId, who: { identityId: null, userId }, reason, words, byLink: true });
}
