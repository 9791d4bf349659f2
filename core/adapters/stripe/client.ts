import type Stripe from 'stripe';

export interface StripeSettings {
  apiUrl: string;
  secretKey: string;
  webhookSecret: string;
  /** Whether to use Stripe Tax at the checkout. */
  automaticTax: boolean;
}

/** For each of two attempts. A person waits for a checkout; a job is retried anyway. */
const timeoutMs = 5_000;

/** The stock client, created on first use: the library costs 17 MB and a third of a second that a process may not need. */
export function lazyClient({ apiUrl, secretKey }: StripeSettings): () => Promise<Stripe> {
  let made: Promise<Stripe> | undefined;
  const make = async () => {
    const { default: Client } = await import('stripe');
    const { hostname, port, protocol } = new URL(apiUrl);
    const isSecure = protocol === 'https:';
    return new Client(secretKey, {
      host: hostname,
      port: port || (isSecure ? 443 : 80),
      protocol: isSecure ? 'https' : 'http',
      timeout: timeoutMs,
      maxNetworkRetries: 1,
      telemetry: false,
    });
  };
  return () => {
    made ??= make();
    return made;
  };
}

/** An id, whether or not the object itself came with it. */
export const idOf = (value: string | { id: string } | null | undefined): string | null =>
  typeof value === 'string' ? value : (value?.id ?? null);

/** Converts Stripe's seconds. */
export const dateOf = (seconds: number) => new Date(seconds * 1000);
export const dateOrNull = (seconds: number | null | undefined) =>
  seconds === null || seconds === undefined ? null : dateOf(seconds);
