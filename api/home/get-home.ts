import { grantFreeMonth } from '#core/billing/books/free-month.ts';
import { planName } from '#core/billing/plans.ts';
import { capital, modelName, whyMissing } from '#core/chat/present/generation.ts';
import type { Shortfall } from '#core/contract/shapes.ts';
import { type AccountRow, readAccount, type ShortRow } from '#core/credits/read-account.ts';
import type { Deps } from '#core/deps.ts';
import { paidBy } from '#core/teams/words.ts';
import { presentSummary } from '../assets/asset-row.ts';
import { findAssets } from '../assets/find-assets.ts';
import { presentPlace } from '../generations/place.ts';
import type { ApiHandler, SignedIn } from '../json/handler.ts';
import { notFound } from '../json/problem.ts';
import { inUtc, presentLot } from './present-lot.ts';

/** Two rows of the page at its widest. */
const latestImages = 12;

export const getHome: ApiHandler<'getHome'> = async ({ deps, who }) => {
  const [account, latest] = await Promise.all([
    readCurrent(deps, who),
    findAssets(deps, who.userId, { limit: latestImages }),
  ]);
  if (!account) throw notFound('There is no such account');
  return {
    balance: account.balance,
    onHold: account.onHold,
    plan: planName(account.plan),
    lots: account.lots.map(presentLot),
    running: account.open.map((row) => ({
      id: row.id,
      prompt: row.prompt,
      model: modelName(row.model),
      count: row.count,
      price: row.count * row.unitPrice,
      status: row.status,
      canceling: row.canceling,
      progress: row.progress,
      ahead: row.ahead,
      stored: row.stored,
      createdAt: inUtc(row.createdAt),
      place: presentPlace(row),
      paidBy: paidBy(row.teamName),
    })),
    shortfalls: account.short.map(presentShortfall),
    latest: latest.map(presentSummary),
  };
};

/** Whoever has not chatted this month has its free credits by looking here. */
async function readCurrent(deps: Deps, who: SignedIn): Promise<AccountRow | undefined> {
  const account = await readAccount(deps, who);
  if (!account?.isFreeMonthDue || !(await grantFreeMonth(deps, who.userId))) return account;
  return readAccount(deps, who);
}

function presentShortfall(row: ShortRow): Shortfall {
  const { id, prompt, count, stored, isCanceled } = row;
  const { why, next } = whyMissing({ ...row, cancelRequested: isCanceled });
  return {
    id,
    prompt,
    model: modelName(row.model),
    count,
    stored,
    creditsBack: (count - stored) * row.unitPrice,
    isCanceled,
    why: `${capital(why)}.`,
    next,
    finishedAt: inUtc(row.finishedAt),
    place: presentPlace(row),
    paidBy: paidBy(row.teamName),
  };
}
