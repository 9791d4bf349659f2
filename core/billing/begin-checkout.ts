import { randomUUID } from 'node:crypto';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { Spot } from '../chat/messenger.ts';
import { sealedReply } from '../chat/sealed-reply.ts';
import type { Deps } from '../deps.ts';
import { billingPath, creditsPath, teamOfWallet } from '../teams/team-of-wallet.ts';
import { ensureCustomer } from './customer.ts';
import { findItem, type Item, type PurchaseKind, planName } from './plans.ts';
import { alreadySubscribed, paymentsFailure, pricesDiffer, tooManyCheckouts, unknownItem } from './refusals.ts';
import { syncSubscription } from './sync/sync-subscription.ts';

type CheckoutDeps = Pick<Deps, 'db' | 'payments' | 'queues' | 'seal' | 'log' | 'metrics' | 'config'>;

export interface Purchase {
  /** What the credits go into. */
  walletId: string;
  /** Who pays: their address is on the receipt. */
  userId: string;
  kind: PurchaseKind;
  /** A key of core/billing/plans.ts. */
  item: string;
  /** Where in chat it was asked for, so that it can be said there how it ended. */
  spot?: Spot | undefined;
}

/**
 * Begins a checkout at Stripe. Returns the page where it is paid; nothing is charged before that.
 * @throws Failure unknown_item, already_subscribed, too_many_checkouts, payments_unavailable
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

async function begin(deps: CheckoutDeps, { walletId, userId, spot }: Purchase, item: Item) {
  const { db, payments, config } = deps;
  const { kind, key, credits, price } = item;
  const checkoutId = randomUUID();
  const { email } = await db.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } });
  const priceId = await priceIdOf(deps, item);
  await record(deps, {
    ...{ id: checkoutId, walletId, userId, kind, item: key, credits },
    ...price,
    ...(spot ? placeOf(deps, spot) : {}),
  });
  const customerId = await ensureCustomer(deps, { walletId, userId, email });
  const team = await teamOfWallet(deps, walletId);
  const { sessionId, url } = await payments.createCheckout({
    marks: { checkoutId, walletId, userId, kind, item: key, credits },
    customerId,
    priceId,
    successUrl: `${config.publicUrl}/billing/done?checkout=${checkoutId}`,
    cancelUrl: `${config.publicUrl}${creditsPath(team)}`,
  });
  await db.checkout.updateMany({ where: { id: checkoutId, sessionId: null }, data: { sessionId } });
  deps.log.info({ checkoutId, walletId, kind, item: key }, 'checkout begun');
  return { checkoutId, url };
}

/** Nobody needs more, and each is a page at Stripe. */
const mostInAnHour = 20;

/** Writes down what is begun, unless the account began too many within the hour: counted with its row locked, so that none slips by. */
async function record(
  { db }: CheckoutDeps,
  data: Prisma.CheckoutUncheckedCreateInput & { userId: string },
): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${data.userId}::uuid FOR NO KEY UPDATE`;
    const [row] = await tx.$queryRaw<Array<{ begun: number }>>`
      SELECT count(*)::int AS begun FROM checkouts
      WHERE user_id = ${data.userId}::uuid AND created_at > now() - interval '1 hour'`;
    if ((row?.begun ?? 0) >= mostInAnHour) throw tooManyCheckouts(mostInAnHour);
    await tx.checkout.create({ data });
  });
}

function placeOf(deps: CheckoutDeps, spot: Spot) {
  const { platform, teamId, channelId, userId } = spot;
  return { platform, teamId, channelId, chatUserId: userId, ...sealedReply(deps, spot) };
}

/** What is charged must be what was shown. */
async function priceIdOf({ payments, log }: CheckoutDeps, item: Item): Promise<string> {
  const found = await payments.findPrice(item);
  const { amount, currency } = item.price;
  if (found && found.amount === amount && found.currency === currency && found.credits === item.credits)
    return found.id;
  log.error({ lookupKey: item.lookupKey, found }, 'Stripe does not match the list of prices: run npm run stripe:sync');
  throw pricesDiffer();
}

/** As it is at Stripe at this moment: it may have ended without our knowing. */
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
