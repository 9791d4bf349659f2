import { randomUUID } from 'node:crypto';
import type { Spot } from '../chat/messenger.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import type { ModelEntry, SizeName } from '../models/define-model.ts';
import { planPredictions, priceOf } from '../models/plan.ts';
import { randomSeed, seedOfRun } from '../models/seed.ts';
import { leases, openByPlan } from './limits.ts';
import { tooFewCredits, tooManyOpen } from './refusals.ts';

export interface GenerationRequest {
  /** The chat's own id of this request: one that is delivered twice makes one generation. */
  requestKey: string;
  /** Pays from its wallet, and owns it, or its account does. */
  identityId: string;
  /** Its images go there. */
  projectId?: string | undefined;
  model: ModelEntry;
  prompt: string;
  size: SizeName;
  count: number;
  /** Drawn at random where the person named none. */
  seed?: number | undefined;
  inputImageKey?: string | undefined;
  spot: Spot;
}

export interface RequestedGeneration {
  id: string;
  seed: number;
  price: number;
  /** Credits left after the hold. */
  balance: number;
  /** Requests that go first. */
  ahead: number;
  /** Where it goes in the queue: 1 first, later the more its wallet has open, and the smaller its plan. */
  priority: number;
}

interface Outcome {
  outcome: 'accepted' | 'repeated' | 'too_many_open' | 'too_few_credits';
  balance: number;
  ahead: number;
  open: number;
  priority: number;
}

/**
 * Holds the price and records the request: one statement, all or nothing. Nothing is sent yet.
 * Undefined where this very request was recorded before.
 * @throws Failure too_few_credits, too_many_open; nothing was held then
 */
export async function requestGeneration(
  deps: Pick<Deps, 'db' | 'seal'>,
  request: GenerationRequest,
): Promise<RequestedGeneration | undefined> {
  const id = randomUUID();
  const { model, spot } = request;
  const seed = request.seed ?? randomSeed();
  const price = priceOf(model, request.count);
  const row = {
    id,
    requestKey: request.requestKey,
    identityId: request.identityId,
    projectId: request.projectId ?? null,
    model: model.id,
    prompt: request.prompt,
    size: request.size,
    count: request.count,
    seed,
    inputImageKey: request.inputImageKey ?? null,
    unitPrice: model.priceCredits,
    limits: openByPlan,
    predictions: planPredictions(model, request.count).map((images, slot) => ({
      slot,
      images,
      seed: seedOfRun(seed, slot),
    })),
    platform: spot.platform,
    teamId: spot.teamId,
    channelId: spot.channelId,
    userId: spot.userId,
    replyToken: spot.replyToken === undefined ? null : deps.seal.close(spot.replyToken).toString('base64'),
    replyExpiresAt: spot.replyExpiresAt?.toISOString() ?? null,
    messageId: spot.messageId ?? null,
    fileLimit: spot.fileLimit,
    announceMs: leases.announceMs,
  };
  const [result] = await deps.db.$queryRaw<Outcome[]>`SELECT * FROM request_generation(${JSON.stringify(row)}::jsonb)`;
  switch (result?.outcome) {
    case 'accepted':
      return { id, seed, price, balance: result.balance, ahead: result.ahead, priority: result.priority };
    case 'repeated':
      return undefined;
    case 'too_few_credits':
      throw tooFewCredits({ model, count: request.count, balance: result.balance });
    case 'too_many_open':
      throw tooManyOpen(result.open);
    case undefined:
      throw new Failure('unavailable', {
        title: 'That did not work',
        happened: 'Your request could not be recorded. It cost nothing.',
        next: 'Please try again in a moment.',
      });
  }
}
