import { randomUUID } from 'node:crypto';
import { type Guest, identify } from '#core/accounts/identify.ts';
import { disputePayment } from '#core/billing/ledger/dispute-payment.ts';
import { expireLots } from '#core/billing/ledger/expire-lots.ts';
import { type ReceivedPayment, receivePayment } from '#core/billing/ledger/receive-payment.ts';
import { refundPayment } from '#core/billing/ledger/refund-payment.ts';
import { type PlanKey, plans } from '#core/billing/plans.ts';
import { grantCredits } from '#core/credits/grant.ts';
import type { Database } from '#core/database/client.ts';
import { Failure } from '#core/failure.ts';
import { requestGeneration } from '#core/generations/request.ts';
import { giveCredits } from '#core/gifts/give.ts';
import { undoGift } from '#core/gifts/undo.ts';
import { defaultModel, findImageModel } from '#core/models/catalogue.ts';
import type { Seal } from '#core/seal.ts';
import { buildDiscordId } from '../../builders/discord-id.ts';
import { buildSubscription, packPayment, planPayment } from '../../builders/payment.ts';
import { buildRequest, settleRuns } from '../../builders/request.ts';
import { buildTeam } from '../../builders/team.ts';
import { buildUser, type TestUser } from '../../builders/user.ts';
import { withKeys } from '../../keys.ts';
import { accounts, people, type Step } from './steps.ts';

export interface RunDeps {
  db: Database;
  seal: Seal;
  /** The database's clock, which can be moved. */
  clock: { now(): Promise<Date>; travel(ms: number): Promise<void> };
}

interface Plan {
  stripeId: string;
  plan: PlanKey;
  periodStart: Date;
  isOver: boolean;
}

const dayMs = 24 * 60 * 60_000;
const monthMs = 30 * dayMs;
const later = (date: Date, ms: number) => new Date(date.getTime() + ms);

/** Unused people and accounts, and what can happen to them. */
export async function newRun({ db, seal, clock }: RunDeps) {
  const owners = await Promise.all(Array.from({ length: accounts }, () => buildUser({ db })));
  const names = Array.from({ length: people }, () => buildDiscordId());
  const guest = (number: number): Promise<Guest> =>
    identify(withKeys({ db }), { platform: 'discord', teamId: '', userId: names[number] ?? '' });
  const ids = (await Promise.all(names.map((_, number) => guest(number)))).map(({ identityId }) => identityId);
  const payments: ReceivedPayment[] = [];
  /** What Stripe would report about each payment's refunds. */
  const refunds = new Map<string, { made: number; failed: number }>();
  const team = await buildTeam({ db });
  // The team's manager pays from their own account for the team's wallet.
  const payers = [...owners, { ...owners[0], walletId: team.walletId } as TestUser];
  const subscriptions: Array<Plan | undefined> = payers.map(() => undefined);

  const ownerOf = (number: number) => payers[number] as TestUser;
  const pick = (nth: number) => payments[nth % Math.max(payments.length, 1)];

  async function receive(payment: ReceivedPayment, times = 1) {
    payments.push(payment);
    await Promise.all(Array.from({ length: times }, () => receivePayment({ db }, payment)));
  }

  async function save(number: number, plan: Plan, over: Parameters<typeof buildSubscription>[2] = {}) {
    await buildSubscription({ db }, ownerOf(number), {
      stripeId: plan.stripeId,
      plan: plan.plan,
      currentPeriodStart: plan.periodStart,
      currentPeriodEnd: later(plan.periodStart, monthMs),
      ...over,
    });
  }

  const monthOf = (number: number, { stripeId, plan, periodStart }: Plan) =>
    planPayment(ownerOf(number), stripeId, { item: plan, credits: plans[plan].monthlyCredits, periodStart });

  async function happen(step: Step): Promise<void> {
    switch (step.do) {
      case 'ask': {
        const { identityId } = await guest(step.who);
        const model = step.dear ? (findImageModel('rd-plus') ?? defaultModel) : defaultModel;
        const wanted = buildRequest(identityId, { model, count: step.count, pay: step.pay, team: team.here() });
        return void (await requestGeneration(withKeys({ db, seal }), wanted).catch(expected));
      }
      case 'settle': {
        const open = await db.generation.findMany({
          where: { identityId: { in: ids }, finishedAt: null },
          orderBy: { id: 'asc' },
          select: { id: true },
        });
        const generation = open[step.nth % Math.max(open.length, 1)];
        if (generation) await settleRuns({ db }, generation.id, step.stored);
        return;
      }
      case 'cancel': {
        const { identityId, userId } = await guest(step.who);
        const open = await db.generation.findFirst({ where: { identityId, finishedAt: null } });
        if (open)
          await db.$queryRaw`SELECT * FROM cancel_generation(${open.id}::uuid, ${identityId}::uuid, ${userId}::uuid)`;
        return;
      }
      case 'link':
        await db.$queryRaw`SELECT * FROM link_identity(${ids[step.who]}::uuid, ${ownerOf(step.account).userId}::uuid, 'x', NULL, NULL)`;
        return;
      case 'unlink': {
        const { userId } = await guest(step.who);
        if (userId) await db.$queryRaw`SELECT unlink_identity(${ids[step.who]}::uuid, ${userId}::uuid)`;
        return;
      }
      case 'grant': {
        const { walletId } = await guest(step.who);
        await grantCredits({ db }, { walletId, origin: 'grant', amount: step.amount, key: randomUUID() }).catch(gone);
        return;
      }
      case 'buy':
        return receive(packPayment(ownerOf(step.payer), packOf(step.pack)), step.times);
      case 'tellAgain': {
        const payment = pick(step.nth);
        if (payment) await receivePayment({ db }, payment);
        return;
      }
      case 'subscribe': {
        const plan: Plan = {
          stripeId: `sub_${randomUUID()}`,
          plan: step.plan,
          periodStart: await clock.now(),
          isOver: false,
        };
        const earlier = subscriptions[step.payer];
        if (!earlier || earlier.isOver) subscriptions[step.payer] = plan;
        // For a second plan the app reads the subscription first; only then is it known to be one too many.
        const isFirst = subscriptions[step.payer] === plan;
        if (step.invoiceFirst && isFirst) await receive(monthOf(step.payer, plan));
        await save(step.payer, plan);
        if (!step.invoiceFirst || !isFirst) await receive(monthOf(step.payer, plan));
        return;
      }
      case 'renew': {
        const plan = subscriptions[step.payer];
        if (!plan || plan.isOver) return;
        plan.periodStart = later(plan.periodStart, monthMs);
        await save(step.payer, plan);
        return receive(monthOf(step.payer, plan), step.times);
      }
      case 'switchPlan': {
        const plan = subscriptions[step.payer];
        if (!plan || plan.isOver || plan.plan === step.plan) return;
        const credits = Math.round((plans[step.plan].monthlyCredits - plans[plan.plan].monthlyCredits) * step.share);
        plan.plan = step.plan;
        await save(step.payer, plan);
        const { periodStart } = plan;
        return receive(planPayment(ownerOf(step.payer), plan.stripeId, { item: step.plan, credits, periodStart }));
      }
      case 'fallDue':
      case 'recover':
      case 'end': {
        const plan = subscriptions[step.payer];
        if (!plan || plan.isOver) return;
        plan.isOver = step.do === 'end';
        const now = await clock.now();
        await save(step.payer, plan, {
          status: step.do === 'fallDue' ? 'past_due' : step.do === 'end' ? 'ended' : 'active',
          pastDueSince: step.do === 'fallDue' ? now : null,
          endedAt: step.do === 'end' ? now : null,
        });
        return;
      }
      case 'refund': {
        const payment = pick(step.nth);
        if (!payment?.paymentIntentId || payment.amount === 0) return;
        const { paymentIntentId } = payment;
        const part = step.quarters === 4 ? payment.amount : Math.floor((payment.amount * step.quarters) / 4);
        const ever = refunds.get(paymentIntentId) ?? { made: 0, failed: 0 };
        // The total, on top of what failed; Stripe refunds no more than was paid.
        const seen = { made: Math.max(ever.made, ever.failed + part), failed: ever.failed };
        refunds.set(paymentIntentId, seen);
        await refundPayment(
          { db },
          {
            paymentIntentId,
            amountRefunded: step.quarters === 1 ? ever.failed + part : seen.made,
            amountFailed: seen.failed,
          },
        );
        return;
      }
      case 'refundFails': {
        const payment = pick(step.nth);
        const ever = payment?.paymentIntentId ? refunds.get(payment.paymentIntentId) : undefined;
        if (!payment?.paymentIntentId || !ever) return;
        ever.failed = ever.made;
        await refundPayment(
          { db },
          { paymentIntentId: payment.paymentIntentId, amountRefunded: ever.made, amountFailed: ever.failed },
        );
        return;
      }
      case 'dispute': {
        const payment = pick(step.nth);
        if (!payment?.paymentIntentId) return;
        const { paymentIntentId } = payment;
        await disputePayment(
          { db },
          { paymentIntentId, disputeId: `dp_${step.which}_${paymentIntentId}`, status: step.status },
        );
        return;
      }
      case 'expire':
        await expireLots({ db });
        return;
      case 'gift': {
        const [from, to] = [ids[step.who] ?? '', ids[step.to] ?? ''];
        const gift = { fromIdentityId: from, toIdentityId: to, fromName: 'Ada', toName: 'Grace', message: '' };
        const wanted = { ...gift, amount: step.amount, requestKey: randomUUID() };
        await Promise.all(
          Array.from({ length: step.times }, () => giveCredits(withKeys({ db }), wanted).catch(expected)),
        );
        return;
      }
      case 'undo': {
        const gifts = await db.gift.findMany({ orderBy: { id: 'asc' } });
        const gift = gifts[step.nth % Math.max(gifts.length, 1)];
        if (gift) await undoGift(withKeys({ db }), gift.id, { identityId: gift.fromIdentityId, userId: null });
      }
    }
  }

  /** Ends open requests one after the other: a wallet runs only a few at once. */
  async function drain() {
    for (;;) {
      const open = await db.generation.findFirst({ where: { identityId: { in: ids }, finishedAt: null } });
      if (!open) return;
      await settleRuns({ db }, open.id, 0);
    }
  }

  return { happen, drain, payments, owners, payers, ids, team, travel: (days: number) => clock.travel(days * dayMs) };
}

export type Run = Awaited<ReturnType<typeof newRun>>;

const packOf = (item: string) => ({ item });

function expected(error: unknown): void {
  if (!(error instanceof Failure)) throw error;
}
/** The wallet may just have been merged into an account; the caller retries the grant. */
function gone(error: unknown): void {
  if (!String(error).includes('lots_wallet_id_fkey')) throw error;
}
