import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Prisma } from '../../prisma/generated/client.ts';
import { rowOfTarget } from '../chat/stored-target.ts';
import type { ReplyTarget } from '../chat/target.ts';
import { int } from '../database/columns.ts';
import { sqlFinds, sqlRow } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { deletionUnderWay, isLeaving, unlessLeaving } from '../privacy/erasure/leaving.ts';
import { billingPath, creditsPath, teamOfWallet } from '../teams/team-of-wallet.ts';
import { ensureCustomer } from './customer.ts';
import { findItem, type Item, type PurchaseKind, planName } from './plans.ts';
import { alreadySubscribed, paymentsFailure, pricesDiffer, tooManyCheckouts, unknownItem } from './refusals.ts';
import { syncSubscription } from './sync/sync-subscription.ts';

type CheckoutDeps = Pick<Deps, 'db' | 'keys' | 'payments' | 'queues' | 'seal' | 'log' | 'metrics' | 'config'>;

export interface Purchase {
  /** The wallet that gets the credits. */
  walletId: string;
  /** Who pays: their e-mail address is on the receipt. */
  userId: string;
  kind: PurchaseKind;
  /** A key of core/billing/plans.ts. */
  item: string;
  /** Where in chat it was asked for, so that its end can be reported there. */
  target?: ReplyTarget | undefined;
}

/**
 * Begins a checkout at Stripe. Returns the URL of the payment page; nothing is charged before that.
 * @throws Failure deletion_under_way, unknown_item, already_subscribed, too_many_checkouts, payments_unavailable
 */
export async function beginCheckout(
  deps: CheckoutDeps,
  purchase: Purchase,
): Promise<{ checkoutId: string; url: string }> {
  const item = findItem(purchase.kind, purchase.item);
  if (!item) throw unknownItem();
  try {
    if (item.kind === 'plan') await refuseSecondPlan(deps, purchase.walletId);
    return await begin(deps, purchase, item);
  } catch (error) {
    throw paymentsFailure(error);
  }
}

async function begin(deps: CheckoutDeps, { walletId, userId, target }: Purchase, item: Item) {
  const { db, payments, config } = deps;
  const { kind, key, credits, price } = item;
  const checkoutId = randomUUID();
  const { email } = await db.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } });
  const priceId = await priceIdOf(deps, item);
  await record(deps, { id: checkoutId, walletId, userId, kind, item: key, credits, ...price }, target);
  const customerId = await ensureCustomer(deps, { walletId, userId, email });
  const team = await teamOfWallet(deps, walletId);
  const { sessionId, url } = await payments.createCheckout({
    metadata: { checkoutId, walletId, userId, kind, item: key, credits },
    customerId,
    priceId,
    successUrl: `${config.publicUrl}/billing/done?checkout=${checkoutId}`,
    cancelUrl: `${config.publicUrl}${creditsPath(team)}`,
  });
  await db.checkout.updateMany({ where: { id: checkoutId, sessionId: null }, data: { sessionId } });
  // A deletion that began meanwhile did not find this page.
  if (await isLeaving(deps, userId)) {
    await payments.expireCheckout(sessionId);
    throw deletionUnderWay();
  }
  deps.log.info({ checkoutId, walletId, kind, item: key }, 'checkout begun');
  return { checkoutId, url };
}

/** Nobody needs more, and each is a page at Stripe. */
const mostInAnHour = 20;

const begunRow = z.object({ begun: int });

/**
 * Records the checkout, unless the account began too many within the hour: its row is locked while counting, so that none slips by. So is the workspace that the
 * wallet belongs to, whose data somebody may delete right now.
 */
async function record(
  deps: CheckoutDeps,
  data: Prisma.CheckoutUncheckedCreateInput & { userId: string },
  target: ReplyTarget | undefined,
): Promise<void> {
  await deps.db.$transaction(async (tx) => {
    await sqlFinds(tx)`SELECT 1 FROM users WHERE id = ${data.userId}::uuid FOR NO KEY UPDATE`;
    const row = await sqlRow(tx, begunRow)`
      SELECT count(*)::int AS begun FROM checkouts
      WHERE user_id = ${data.userId}::uuid AND created_at > now() - interval '1 hour'`;
    if ((row?.begun ?? 0) >= mostInAnHour) throw tooManyCheckouts(mostInAnHour);
    if (!(await isSomebodys(tx, data.walletId))) throw deletionUnderWay();
    const kept =
      target &&
      (await tx.replyTarget.create({
        data: await rowOfTarget(deps, { userId: data.userId }, target),
        select: { id: true },
      }));
    await unlessLeaving(() => tx.checkout.create({ data: { ...data, targetId: kept?.id ?? null } }));
  });
}

/** Whether an account or a workspace has the wallet, and will have it when it is paid. */
async function isSomebodys(tx: Prisma.TransactionClient, walletId: string): Promise<boolean> {
  if ((await tx.user.count({ where: { walletId } })) > 0) return true;
  await sqlFinds(tx)`SELECT 1 FROM workspaces WHERE wallet_id = ${walletId}::uuid FOR SHARE`;
  const workspace = await tx.workspace.findUnique({ where: { walletId }, select: { id: true } });
  return (
    workspace !== null && (await tx.erasure.count({ where: { workspaceId: workspace.id, state: 'waiting' } })) === 0
  );
}

/** The amount charged must be the amount shown. */
async function priceIdOf({ payments, log }: CheckoutDeps, item: Item): Promise<string> {
  const found = await payments.findPrice(item);
  const { amount, currency } = item.price;
  if (found && found.amount === amount && found.currency === currency && found.credits === item.credits)
    return found.id;
  log.error({ lookupKey: item.lookupKey, found }, 'Stripe does not match the list of prices: run npm run stripe:sync');
  throw pricesDiffer();
}

/** Checks Stripe's current state: the known plan may have ended without our knowing. */
async function refuseSecondPlan(deps: CheckoutDeps, walletId: string): Promise<void> {
  const findCurrent = () => deps.db.subscription.findFirst({ where: { walletId, endedAt: null } });
  const known = await findCurrent();
  if (!known) return;
  await syncSubscription(deps, known.stripeId);
  const current = await findCurrent();
  if (!current) return;
  const team = await teamOfWallet(deps, walletId);
  throw alreadySubscribed(planName(current.plan), `${deps.config.publicUrl}${billingPath(team)}`, team !== undefined);
}
