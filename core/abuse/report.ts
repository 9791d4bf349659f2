import type { ReportReason } from '../contract/report-reasons.ts';
import { isDuplicate } from '../database/is-duplicate.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { sealWords } from '../keys/seal-words.ts';

/** Of one person, so that nobody buries the operators. */
const mostInADay = 20;
const dayMs = 24 * 60 * 60_000;
/** Of people without an account, about one request: so many may wait for an operator, who knows by then. */
const mostUnnamed = 20;

export interface Reported {
  generationId: string;
  who: { identityId: string | null; userId: string | null };
  reason: ReportReason;
  /** May be empty. */
  words: string;
  /** They saw it by a link (core/shares), and not in chat. */
  byLink?: boolean;
}

/**
 * Notes a report, once for each person and request; the words are sealed with the reporter's key. Returns false if they reported it before.
 * @throws Failure daily_limit, unknown_generation
 */
export async function report(deps: Pick<Deps, 'db' | 'keys' | 'log'>, reported: Reported): Promise<boolean> {
  const { generationId, who, reason, byLink = false } = reported;
  const { db } = deps;
  const { identityId, userId } = who;
  const mine = { OR: [...(identityId === null ? [] : [{ identityId }]), ...(userId === null ? [] : [{ userId }])] };
  if (await db.report.findFirst({ where: { generationId, ...mine }, select: { id: true } })) return false;
  const since = new Date(Date.now() - dayMs);
  if ((await db.report.count({ where: { ...mine, createdAt: { gt: since } } })) >= mostInADay) throw tooMany();
  // What a link shows was seen: it may be a copy of what was deleted.
  if (!byLink && (await db.asset.count({ where: { generationId, deletedAt: null } })) === 0) throw nothingToReport();
  const words = await sealWords(deps, who, reported.words);
  try {
    const said = { words: words.readable, wordsSealed: words.sealed };
    await db.report.create({ data: { generationId, identityId, userId, reason, byLink, ...said } });
  } catch (error) {
    if (!isDuplicate(error)) throw error; // pressed twice at once
    return false;
  }
  deps.log.info({ generationId, reason }, 'reported');
  return true;
}

/**
 * Notes a report of somebody whom we do not know, by a link. Their words are sealed with the key of the picture's owner, so that they go with the picture.
 * Enough of them are not noted again.
 */
export async function reportUnnamed(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  { ownerId, ...reported }: Omit<Reported, 'who' | 'byLink'> & { ownerId: string },
): Promise<true> {
  const { generationId, reason } = reported;
  const { db } = deps;
  const unnamed = { generationId, identityId: null, userId: null };
  if ((await db.report.count({ where: { ...unnamed, endedAt: null } })) >= mostUnnamed) return true;
  const words = await sealWords(deps, { userId: ownerId }, reported.words);
  await db.report.create({
    data: { ...unnamed, reason, byLink: true, words: words.readable, wordsSealed: words.sealed },
  });
  deps.log.info({ generationId, reason }, 'reported by a link');
  return true;
}

const tooMany = () =>
  new Failure('daily_limit', {
    title: 'That is enough for a day',
    happened: `You have reported ${mostInADay} times within a day. This one was not noted.`,
    next: 'The people who run this bot look at those first. Come back tomorrow.',
  });

export const nothingToReport = () =>
  new Failure('unknown_generation', {
    title: 'I do not know that picture',
    happened: 'There is no picture of mine there, or it is deleted already. Nothing was noted.',
    next: 'Copy the link of the message that shows it, in the place where it stands.',
  });
