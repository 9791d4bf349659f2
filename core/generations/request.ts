import { randomUUID } from 'node:crypto';
import { admit, whyStopped } from '../abuse/admit.ts';
import { pauses } from '../abuse/strikes.ts';
import type { StatusTarget } from '../chat/messenger.ts';
import { placeHash } from '../chat/place-hash.ts';
import { rowOfTarget } from '../chat/stored-target.ts';
import type { Config } from '../config.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { inBase64, sealWords } from '../keys/seal-words.ts';
import type { ModelEntry } from '../models/catalogue.ts';
import type { FormatName, RunSize } from '../models/define-model.ts';
import { checkOnMenu } from '../models/menu.ts';
import type { PixelWish } from '../models/pixel-wish.ts';
import { planPredictions, priceOf, unitPriceOf } from '../models/plan.ts';
import { randomSeed, seedOfRun } from '../models/seed.ts';
import type { ToolName } from '../models/tools.ts';
import { dailyCapReached } from '../places/refusals.ts';
import { unlessLeaving } from '../privacy/erasure/leaving.ts';
import { nameMember } from '../teams/names.ts';
import type { PayChoice, TeamDeclined, TeamHere } from '../teams/team-here.ts';
import { workspaceName } from '../teams/workspace-name.ts';
import { type AskedRequest, type HoldOutcome, holdPrice } from './hold.ts';
import { leases, openByPlan } from './limits.ts';
import { recoverRequest } from './recover-request.ts';
import { picturesOf } from './reference.ts';
import { pressedTwice, teamDoesNotPay, tooFewCredits, tooManyOpen } from './refusals.ts';
import { ownReference } from './stored-reference.ts';
import { UnpaidLimit } from './unpaid.ts';

export interface GenerationRequest {
  /** The chat's own id of this request: a request that arrives twice makes one generation. */
  requestKey: string;
  /** The control that was pressed: if the same person presses it again within seconds, it makes one generation. */
  pressKey?: string | undefined;
  /** How many credits that nobody paid for may be spent in a day; the default limits if omitted. */
  unpaid?: Config['unpaid'];
  /** The owner, or its account if linked, whoever pays. Its wallet pays, unless the team's does. */
  requester: Requester;
  /** The team where it was asked: its wallet pays, if it has one that the requester may use and it has enough. */
  team?: TeamHere | undefined;
  /** Only this wallet may pay. */
  pay?: PayChoice | undefined;
  /** The project that its images go to. */
  projectId?: string | undefined;
  model: ModelEntry;
  prompt: string;
  /** What must not be in the picture. */
  negativePrompt?: string | undefined;
  size: RunSize;
  /** `best` if omitted. */
  format?: FormatName | undefined;
  count: number;
  /** Random if the person named none. */
  seed?: number | undefined;
  inputImageKey?: string | undefined;
  /** The chat's URL of a picture to start from, or `ownReference` of one that was made here; the worker fetches it first. */
  referenceUrl?: string | undefined;
  /** Further ones, and what an edit goes by: the owner's copy, or the chat's URL, as of the first. */
  secondImageKey?: string | undefined;
  secondReferenceUrl?: string | undefined;
  /** Never without a second. */
  thirdImageKey?: string | undefined;
  thirdReferenceUrl?: string | undefined;
  /** The first of them that the requester named among their own. */
  startsFrom?: { assetId: string; name: string } | undefined;
  /** How much of that picture is changed, 0 to 1; as the model does by itself if omitted. */
  strength?: number | undefined;
  /** What a model that draws pixel art is asked for beside that. */
  pixel?: PixelWish | undefined;
  /** How many images the requester may ask for in a day (UTC) in the server or workspace where they ask. */
  dailyImages?: number | null | undefined;
  /** Its pictures must pass the check for adult content (needs-check.ts): no process that knows of none may store them. */
  needsCheck?: boolean | undefined;
  /** What a tool does to a picture. */
  madeFrom?: MadeFrom | undefined;
  /** Where it is answered in a chat; without one it appears in the gallery alone. */
  target?: StatusTarget | undefined;
}

/** A picture of anybody's, and what is done to it. */
export interface MadeFrom {
  /** Null for a picture that is in no gallery: the request's own reference is what the tool is used on. */
  assetId: string | null;
  tool: ToolName;
  /** The model that drew the picture, if what is made of it is no new drawing. */
  originModel: string | null;
  /** Which of several pictures of its request that is, from 1; the database tells the worker. */
  sourceNumber?: number | null;
  /** The worker copies the picture first; without it only its words are used. */
  takesPicture: boolean;
}

/** Somebody in a chat, linked or a guest; or somebody with an account, elsewhere. */
export type Requester = { identityId: string } | { userId: string };

export interface RequestedGeneration {
  id: string;
  seed: number;
  price: number;
  /** Credits left after the hold, in the wallet that pays. */
  balance: number;
  /** The name of the team that pays, possibly empty; null if the requester pays. */
  teamName: string | null;
  /** Why the team does not pay, though the requester may use its wallet. */
  teamDeclined: TeamDeclined | null;
  /** Requests that go first. */
  ahead: number;
  /** Its priority in the queue: 1 goes first; higher the more its wallet has open, and the smaller its plan. */
  priority: number;
}

/** A double click, or a second press because the first seemed to do nothing. */
const pressMs = 5_000;

/**
 * Holds the price and records the request: one statement, all or nothing. Nothing is sent yet.
 * Undefined if this very request was recorded before. If the answer is lost, it looks up what was recorded: any other error means that
 * nothing was held, and nothing will be.
 * @throws Failure blocked_account, cooling_down, forbidden_prompt, unavailable (the model drifted), too_few_credits, too_many_open, team_does_not_pay,
 * pressed_twice, unpaid_limit; nothing was held then. unclear
 */
export async function requestGeneration(
  deps: Pick<Deps, 'db' | 'seal' | 'keys' | 'log' | 'rules'>,
  request: GenerationRequest,
): Promise<RequestedGeneration | undefined> {
  const id = randomUUID();
  const { model, target, requester, madeFrom } = request;
  const pictures = picturesOf(request);
  const asking = { ...request, place: placeOf(request) };
  await admit(deps, asking);
  await checkOnMenu(deps, model, { takesPicture: pictures > 0 });
  const seed = request.seed ?? randomSeed();
  const price = priceOf(model, request.count, request.size, pictures);
  const prompt = await sealWords(deps, requester, request.prompt);
  // Not judged: it says what people do not want to see.
  const negativePrompt = await sealWords(deps, requester, request.negativePrompt ?? '');
  const row: AskedRequest = {
    id,
    requestKey: request.requestKey,
    pressKey: request.pressKey ?? null,
    pressMs,
    unpaid: request.unpaid ?? {},
    identityId: 'identityId' in requester ? requester.identityId : null,
    userId: 'userId' in requester ? requester.userId : null,
    projectId: request.projectId ?? null,
    model: model.id,
    prompt: prompt.readable,
    promptSealed: inBase64(prompt.sealed),
    negativePrompt: negativePrompt.readable,
    negativePromptSealed: inBase64(negativePrompt.sealed),
    size: request.size,
    format: request.format ?? 'best',
    count: request.count,
    seed,
    inputImageKey: request.inputImageKey ?? null,
    referenceUrl:
      request.referenceUrl ??
      (madeFrom?.takesPicture && madeFrom.assetId !== null ? ownReference(madeFrom.assetId) : null),
    secondImageKey: request.secondImageKey ?? null,
    secondReferenceUrl: request.secondReferenceUrl ?? null,
    thirdImageKey: request.thirdImageKey ?? null,
    thirdReferenceUrl: request.thirdReferenceUrl ?? null,
    strength: request.strength ?? null,
    pixel: request.pixel ?? null,
    tool: madeFrom?.tool ?? null,
    sourceAssetId: madeFrom?.assetId ?? request.startsFrom?.assetId ?? null,
    originModel: madeFrom?.originModel ?? null,
    unitPrice: unitPriceOf(model, request.size, pictures),
    limits: openByPlan,
    predictions: planPredictions(model, request.count).map((images, slot) => ({
      slot,
      images,
      seed: seedOfRun(seed, slot),
    })),
    target: target ? asked(await rowOfTarget(deps, requester, target)) : null,
    pauses,
    dailyImages: request.dailyImages ?? null,
    needsCheck: request.needsCheck ?? false,
    messageId: target?.messageId ?? null,
    announceMs: leases.announceMs,
  };
  const result = await hold(deps, row, request).catch(async (lost) => {
    if (lost instanceof Failure) throw lost;
    const recorded = await recoverRequest(deps, row);
    if (recorded === 'not_held') throw lost;
    return recorded;
  });
  if (result === 'repeated') return undefined;
  if (!('outcome' in result)) return { id, seed, price, ...result };
  switch (result.outcome) {
    case 'accepted': {
      const { balance, ahead, priority, paidByTeam, why } = result;
      const teamDeclined = why === 'too_few_credits' || why === 'cap_reached' ? why : null;
      const teamName = paidByTeam ? await noteTeam(deps, request) : null;
      return { id, seed, price, balance, ahead, priority, teamName, teamDeclined };
    }
    case 'repeated':
      return undefined;
    case 'pressed_twice':
      throw pressedTwice();
    case 'unpaid_limit':
      throw new UnpaidLimit(result.why, { price, chatUserId: target?.userId });
    case 'too_few_credits':
      throw tooFewCredits({ ...request, pictures, balance: result.balance, teamDeclined: result.why });
    case 'daily_cap':
      throw dailyCapReached(target?.platform ?? 'discord', { cap: request.dailyImages ?? 0, used: result.open });
    case 'too_many_open':
      throw tooManyOpen(result.open, result.paidByTeam);
    case 'team_does_not_pay':
      throw teamDoesNotPay(result.why ?? 'no_team', request.team ? await workspaceName(deps, request.team) : null);
    case 'stopped':
      throw (await whyStopped(deps, asking)) ?? notRecorded();
    case 'groups_needed':
      throw notRecorded();
  }
  result satisfies never;
}

const notRecorded = () =>
  new Failure('unavailable', {
    title: 'That did not work',
    happened: 'Your request could not be recorded. It cost nothing.',
    next: 'Please try again in a moment.',
  });

/** Where it is asked, if that is a place that somebody has. */
const placeOf = ({ team, target }: GenerationRequest) =>
  team ?? (target ? { platform: target.platform, externalId: target.workspaceId } : undefined);

/** The credits are held: if the names cannot be sealed or opened now, the next request does it. Returns the team's, possibly empty. */
async function noteTeam(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  { team, requester }: GenerationRequest,
): Promise<string> {
  if (!team) return '';
  try {
    if ('identityId' in requester) await nameMember(deps, team, requester.identityId);
    return (await workspaceName(deps, team)) ?? '';
  } catch (err) {
    deps.log.warn({ err }, 'the names of a team are left for later');
    return '';
  }
}

const inHex = (hash: Uint8Array | null) => hash && Buffer.from(hash).toString('hex');

/** A reply target as JSON. */
const asked = (row: Awaited<ReturnType<typeof rowOfTarget>>) => ({
  ...row,
  workspaceIdHash: inHex(row.workspaceIdHash),
  workspaceIdSealed: inBase64(row.workspaceIdSealed),
  channelIdSealed: inBase64(row.channelIdSealed),
  threadIdSealed: inBase64(row.threadIdSealed),
  userIdSealed: inBase64(row.userIdSealed),
  replyToken: inBase64(row.replyToken),
  replyExpiresAt: row.replyExpiresAt?.toISOString() ?? null,
});

/**
 * One statement. It needs a second one if the requester's standing in the team matters and the chat has to be asked: whether they are a
 * guest or an outsider (`guest`), or in one of the groups that may use its wallet. Null means not asked yet.
 */
async function hold(
  deps: Pick<Deps, 'db' | 'keys'>,
  row: AskedRequest,
  { team, pay }: GenerationRequest,
): Promise<HoldOutcome> {
  const externalIdHash = team ? inHex(await placeHash(deps, team)) : null;
  // What is free needs nobody's wallet but one's own.
  const paying = row.unitPrice === 0 ? 'me' : (pay ?? null);
  const ask = (known: { groups: readonly string[] | null; guest: boolean | null }) => {
    const asked = team && {
      platform: team.platform,
      externalId: team.externalId,
      externalIdHash,
      memberName: '', // sealed by nameMember()
      ...known,
    };
    return unlessLeaving(() => holdPrice.one(deps.db, { ...row, pay: paying, team: asked ?? null }));
  };
  const outcome = await ask({ groups: team?.myGroups ?? null, guest: team?.standing ? null : false });
  if (outcome.outcome !== 'groups_needed' || !team) return outcome;
  const [standing, groups] = await Promise.all([
    team.standing?.() ?? 'member',
    outcome.groups === null ? [] : team.whichOf(outcome.groups),
  ]);
  return ask({ groups, guest: standing !== 'member' });
}
