import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import type { CardId } from './money/test-cards.ts';
import type { StripeStandIn } from './start.ts';

/** The real package, pointed at the stand-in. */
export function clientOf(stand: StripeStandIn, options: { key?: string; maxNetworkRetries?: number } = {}): Stripe {
  const { hostname, port } = new URL(stand.url);
  return new Stripe(options.key ?? stand.apiKey, {
    host: hostname,
    port,
    protocol: 'http',
    maxNetworkRetries: options.maxNetworkRetries ?? 0,
    telemetry: false,
  });
}

/** The error that a call ends with, as the package throws it. */
export async function refusal(call: Promise<unknown>): Promise<InstanceType<typeof Stripe.errors.StripeError>> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error;
    throw error;
  }
  throw new Error('The call was not refused.');
}

export interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

/** A tiny server that receives webhooks. */
export async function startReceiver() {
  const received: Received[] = [];
  const answers: number[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    received.push({ headers: incoming.headers, body: Buffer.concat(chunks).toString('utf8') });
    outgoing.writeHead(answers.shift() ?? 200).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/stripe`,
    received,
    /** The next statuses, in order; then 200. */
    answers,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

export async function buildPrice(
  stripe: Stripe,
  { name, amount, interval }: { name: string; amount: number; interval?: 'month' | 'year' },
): Promise<Stripe.Price> {
  const product = await stripe.products.create({ name });
  return stripe.prices.create({
    product: product.id,
    currency: 'usd',
    unit_amount: amount,
    ...(interval && { recurring: { interval } }),
  });
}

/** A customer with a subscription, paid on the page. */
export async function buildSubscription(
  stand: StripeStandIn,
  price: Stripe.Price,
  card: CardId = 'works',
): Promise<{ subscription: Stripe.Subscription; customer: string }> {
  const stripe = clientOf(stand);
  const { id: customer } = await stripe.customers.create({ email: 'ada@example.com' });
  const session = await stripe.checkout.sessions.create({
    mode: 'subscription',
    customer,
    line_items: [{ price: price.id, quantity: 1 }],
    success_url: 'http://127.0.0.1:9/paid',
  });
  stand.people.pay(session.id, card);
  const [subscription] = (await stripe.subscriptions.list({ customer })).data;
  if (!subscription) throw new Error('Paying made no subscription.');
  return { subscription, customer };
}

/** Submits a form of the pages, as a browser without script would. */
export async function submit(url: string | null, fields: Record<string, string>) {
  const answer = await fetch(url ?? '', { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
  return { status: answer.status, location: answer.headers.get('location'), page: await answer.text() };
}

/** The events about one object, oldest first. */
export function eventTypes(stand: StripeStandIn, id: string): string[] {
  return [...stand.objects.events.values()]
    .filter(({ data }) => (data.object as { id?: string }).id === id)
    .map(({ type }) => type);
}
