import { randomUUID } from 'node:crypto';
import type { Spot } from '../chat/messenger.ts';
import type { Config } from '../config.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import type { ModelEntry, SizeName } from '../models/define-model.ts';
import { planPredictions, priceOf } from '../models/plan.ts';
import { randomSeed, seedOfRun } from '../models/seed.ts';
import type { PayChoice, TeamHere, TeamRefusal } from '../teams/team-here.ts';
import { leases, openByPlan } from './limits.ts';
import { recoverRequest } from './recover-request.ts';
import { pressedTwice, teamDoesNotPay, tooFewCredits, tooManyOpen } from './refusals.ts';
import { UnpaidLimit, type UnpaidRefusal } from './unpaid.ts';

export interface GenerationRequest {
  /** The chat's own id of this request: one that is delivered twice makes one generation. */
  requestKey: string;
  /** What was pressed for it: pressed again by the same person within seconds, it makes one generation. */
  pressKey?: string | undefined;
  /** What may be spent in a day of credits that nobody paid for; the usual where it is not said. */
  unpaid?: Config['unpaid'];
  /** Owns it, or its account does, whoever pays; pays from its wallet, unless the team does. */
  identityId: string;
  /** Where it was asked: its wallet pays, if it has one that the asker may use, and it has enough. */
  team?: TeamHere | undefined;
  /** Only this one pays. */
  pay?: PayChoice | undefined;
  /** Its images go there. */
  projectId?: string | undefined;
  model: ModelEntry;
  prompt: string;
  size: SizeName;
  count: number;
  /** Drawn at random where the person named none. */
  seed?: number | undefined;
  inputImageKey?: string | undefined;
  /** Where the chat keeps a picture to start from; the worker fetches it first. */
  referenceUrl?: string | undefined;
  spot: Spot;
}

export interface RequestedGeneration {
  id: string;
  seed: number;
  price: number;
  /** Credits left after the hold, in the wallet that pays. */
  balance: number;
  /** The team that pays, as it is called, or empty; null: the asker does. */
  teamName: string | null;
  /** Why the team does not pay, though its asker may use its wallet. */
  teamDeclined: TeamRefusal | null;
  /** Requests that go first. */
  ahead: number;
  /** Where it goes in the queue: 1 first, later the more its wallet has open, and the smaller its plan. */
  priority: number;
}

interface Answer {
  outcome:
    | 'accepted'
    | 'repeated'
    | 'pressed_twice'
    | 'too_many_open'
    | 'too_few_credits'
    | 'team_does_not_pay'
    | 'groups_needed';
  balance: number;
  ahead: number;
  open: number;
  priority: number;
  paidByTeam: boolean;
  why: TeamRefusal | null;
  teamName: string | null;
  groups: string[] | null;
}
type Outcome = Answer | (Omit<Answer, 'outcome' | 'why'> & { outcome: 'unpaid_limit'; why: UnpaidRefusal });

/** A double click, or a second press because the first seemed to do nothing. */
const pressMs = 5_000;

/**
 * Holds the price and records the request: one statement, all or nothing. Nothing is sent yet.
 * Undefined where this very request was recorded before. An answer that was lost is looked for: any other error means that nothing was
 * held, and nothing will be.
 * @throws Failure too_few_credits, too_many_open, team_does_not_pay, pressed_twice, unpaid_limit; nothing was held then. unclear
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
    pressKey: request.pressKey ?? null,
    pressMs,
    unpaid: request.unpaid ?? {},
    identityId: request.identityId,
    projectId: request.projectId ?? null,
    model: model.id,
    prompt: request.prompt,
    size: request.size,
    count: request.count,
    seed,
    inputImageKey: request.inputImageKey ?? null,
    referenceUrl: request.referenceUrl ?? null,
    unitPrice: model.priceCredits,
    limits: openByPlan,
    predictions: planPredictions(model, request.count).map((images, slot) => ({
      slot,
      images,
      seed: seedOfRun(seed, slot),
    })),
    platform: spot.platform,
    teamId: spot.teamId,
    guildId: spot.guildId ?? null,
    channelId: spot.channelId,
    userId: spot.userId,
    replyToken: spot.replyToken === undefined ? null : deps.seal.close(spot.replyToken).toString('base64'),
    replyExpiresAt: spot.replyExpiresAt?.toISOString() ?? null,
    messageId: spot.messageId ?? null,
    fileLimit: spot.fileLimit,
    announceMs: leases.announceMs,
  };
  const result = await hold(deps, row, request).catch(async (lost) => {
    if (lost instanceof Failure) throw lost;
    const recorded = await recoverRequest(deps, row, lost);
    if (recorded === 'not_held') throw lost;
    return recorded;
  });
  if (result === 'repeated') return undefined;
  if (result && !('outcome' in result)) return { id, seed, price, ...result };
  switch (result?.outcome) {
    case 'accepted': {
      const { balance, ahead, priority, paidByTeam, why } = result;
      const teamDeclined = why === 'too_few_credits' || why === 'cap_reached' ? why : null;
      return { id, seed, price, balance, ahead, priority, teamName: paidByTeam ? result.teamName : null, teamDeclined };
    }
    case 'repeated':
      return undefined;
    case 'pressed_twice':
      throw pressedTwice();
    case 'unpaid_limit':
      throw new UnpaidLimit(result.why, { price, spot });
    case 'too_few_credits':
      throw tooFewCredits({ model, count: request.count, balance: result.balance, teamDeclined: result.why });
    case 'too_many_open':
      throw tooManyOpen(result.open, result.paidByTeam);
    case 'team_does_not_pay':
      throw teamDoesNotPay(result.why ?? 'no_team', result.teamName);
    case 'groups_needed':
    case undefined:
      throw new Failure('unavailable', {
        title: 'That did not work',
        happened: 'Your request could not be recorded. It cost nothing.',
        next: 'Please try again in a moment.',
      });
  }
}

/**
 * One statement; a second one where it matters what the asker is in the team, and the chat has to be asked: a guest or an outsider
 * (`guest`), or somebody of the groups that may use its wallet. Null is what was not asked yet.
 */
async function hold(
  deps: Pick<Deps, 'db'>,
  row: object,
  { team, pay }: GenerationRequest,
): Promise<Outcome | undefined> {
  const ask = async (known: { groups: readonly string[] | null; guest: boolean | null }) => {
    const asked = team && {
      platform: team.platform,
      externalId: team.externalId,
      memberName: team.memberName,
      ...known,
    };
    const wanted = JSON.stringify({ ...row, pay: pay ?? null, team: asked ?? null });
    const [outcome] = await deps.db.$queryRaw<Outcome[]>`
      SELECT outcome, balance, ahead, open, priority, paid_by_team AS "paidByTeam", why, team_name AS "teamName", groups
      FROM request_generation(${wanted}::jsonb)`;
    return outcome;
  };
  const outcome = await ask({ groups: team?.myGroups ?? null, guest: team?.standing ? null : false });
  if (outcome?.outcome !== 'groups_needed' || !team) return outcome;
  const [standing, groups] = await Promise.all([
    team.standing?.() ?? 'member',
    outcome.groups === null ? [] : team.whichOf(outcome.groups),
  ]);
  return ask({ groups, guest: standing !== 'member' });
}
