import { PaymentsError } from '#core/ports/payments.ts';

/** Shaped like StripeError (https://docs.stripe.com/api/errors); recognised by its fields, so that the library need not be loaded. */
interface StripeFault extends Error {
  type: string;
  code?: string;
  param?: string;
  statusCode?: number;
  headers?: Record<string, string>;
}

const isStripeFault = (error: unknown): error is StripeFault =>
  error instanceof Error && 'type' in error && typeof error.type === 'string' && error.type.startsWith('Stripe');

/** Runs a Stripe call, and translates its errors into ours. */
export async function translated<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw isStripeFault(error) ? paymentsError(error) : error;
  }
}

function paymentsError(error: StripeFault): PaymentsError {
  const { type, code, message } = error;
  if (code === 'resource_missing') return new PaymentsError('not_found', message, error);
  if (type === 'StripeAuthenticationError' || type === 'StripePermissionError')
    return new PaymentsError('misconfigured', message, error);
  if (type === 'StripeConnectionError' || type === 'StripeAPIError' || type === 'StripeRateLimitError')
    return new PaymentsError('unavailable', message, error);
  return new PaymentsError('refused', message, error);
}

/** It is Stripe's stored answer to this key, not a new one. */
export const wasKept = (error: unknown) => isStripeFault(error) && error.headers?.['idempotent-replayed'] === 'true';

/** A 5xx: Stripe stores the answer for the request's key. */
export const isTheirFault = (error: unknown) => isStripeFault(error) && (error.statusCode ?? 0) >= 500;

/** All of it was already refunded: the result is as wanted. */
export const isRefundedAlready = (error: unknown) =>
  error instanceof PaymentsError && isStripeFault(error.cause) && error.cause.code === 'charge_already_refunded';
