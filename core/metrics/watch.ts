import { ImageProviderError } from '../ports/image-provider.ts';
import { PaymentsError } from '../ports/payments.ts';
import { StorageError } from '../ports/storage.ts';
import type { Metrics } from './metrics.ts';

/** Wraps a port so that each rejection of its calls is noted, and still rejected. */
export function watched<Port extends object>(port: Port, note: (error: unknown) => void): Port {
  const noted = (error: unknown): never => {
    note(error);
    throw error;
  };
  return new Proxy(port, {
    get(target, key, receiver) {
      const value: unknown = Reflect.get(target, key, receiver);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        const result: unknown = Reflect.apply(value, target, args);
        return result instanceof Promise ? result.catch(noted) : result;
      };
    },
  });
}

/** How each vendor's errors are counted, and which of them only an operator can end. */
export function noteErrors(metrics: Metrics) {
  const needed = (cause: Parameters<typeof metrics.count<'operatorNeeded'>>[1]['cause']) =>
    metrics.count('operatorNeeded', { cause });
  return {
    provider(error: unknown) {
      if (!(error instanceof ImageProviderError)) return;
      metrics.count('providerErrors', { code: error.code });
      if (error.code === 'no_credit') needed('replicate_credit');
      if (error.code === 'unauthorized') needed('replicate_token');
    },
    payments(error: unknown) {
      metrics.count('vendorErrors', { vendor: 'stripe', code: codeOf(error) });
      if (error instanceof PaymentsError && error.code === 'misconfigured') needed('stripe_key');
    },
    storage(error: unknown) {
      if (error instanceof StorageError && error.code !== 'unavailable') return;
      metrics.count('vendorErrors', { vendor: 'storage', code: codeOf(rootOf(error)) });
      if (storageRefusals.has(codeOf(rootOf(error)))) needed('storage');
    },
  };
}

/** The keys are wrong, the bucket does not exist (docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html), or the disk is full. */
const storageRefusals = new Set([
  'AccessDenied',
  'InvalidAccessKeyId',
  'SignatureDoesNotMatch',
  'NoSuchBucket',
  'ENOSPC',
  'EACCES',
]);

/** flydrive wraps the store's error. */
const rootOf = (error: unknown): unknown => (error instanceof Error && error.cause ? rootOf(error.cause) : error);

/** A few words at most, and never a message: each counted value is kept as long as the process lives. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const own = 'code' in error ? error.code : 'status' in error ? error.status : error.name;
  return String(own).slice(0, 40);
}
