import { listAssets } from '#core/assets/list-assets.ts';
import { planName } from '#core/billing/plans.ts';
import { whyMissing } from '#core/chat/present/generation.ts';
import { modelName } from '#core/chat/present/model-name.ts';
import type { Shortfall } from '#core/contract/pages/shapes.ts';
import type { ShortRow } from '#core/credits/read-account.ts';
import { readOwnAccount } from '#core/credits/read-own-account.ts';
import { notFound } from '#core/not-found.ts';
import { paidBy } from '#core/teams/words.ts';
import { sentenceOf } from '#core/words.ts';
import { presentSummary } from '../assets/present-summary.ts';
import { presentPlace } from '../generations/place.ts';
import type { ApiHandler } from '../json/handler.ts';
import { inUtc, presentLot } from './present-lot.ts';

/** Two rows of the page at its widest. */
const latestImages = 12;

export const getHome: ApiHandler<'getHome'> = async ({ deps, who: { user } }) => {
  const [account, latest] = await Promise.all([
    readOwnAccount(deps, user),
    listAssets(deps, user.userId, { limit: latestImages }),
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

function presentShortfall(row: ShortRow): Shortfall {
  const { id, prompt, count, stored } = row;
  const { why, next } = whyMissing({ ...row, cancelRequested: false });
  return {
    id,
    prompt,
    model: modelName(row.model),
    count,
    stored,
    creditsBack: (count - stored) * row.unitPrice,
    why: sentenceOf(why, modelName(row.model)),
    next,
    finishedAt: inUtc(row.finishedAt),
    place: presentPlace(row),
    paidBy: paidBy(row.teamName),
  };
}
