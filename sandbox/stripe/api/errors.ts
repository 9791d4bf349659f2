import type { Answer } from '#sandbox/kit/serve.ts';

type ErrorType = 'invalid_request_error' | 'idempotency_error' | 'card_error' | 'api_error' | 'authentication_error';

export interface ErrorBody {
  type: ErrorType;
  message: string;
  code?: string;
  param?: string;
  decline_code?: string;
  doc_url?: string;
  charge?: string;
  payment_intent?: object;
}

/** A refusal in Stripe's words. stripe-node throws only if the body has `error`. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: ErrorBody;
  constructor(status: number, body: ErrorBody) {
    super(body.message);
    this.status = status;
    this.body = body;
  }
}

export function invalid(message: string, param?: string, code?: string): Refusal {
  return new Refusal(400, {
    type: 'invalid_request_error',
    message,
    ...(param !== undefined && { param }),
    ...(code !== undefined && { code, doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}` }),
  });
}

/** An id that does not exist. In the path this is a 404, in a parameter a 400. */
export function missing(noun: string, id: string, param?: string): Refusal {
  const { body } = invalid(`No such ${noun}: '${id}'`, param ?? 'id', 'resource_missing');
  return new Refusal(param === undefined ? 404 : 400, body);
}

export function unrecognized(method: string, path: string): Refusal {
  return new Refusal(404, {
    type: 'invalid_request_error',
    message: `Unrecognized request URL (${method}: ${path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`,
  });
}

export function rateLimited(retryAfterS: number): Answer {
  const error = {
    type: 'invalid_request_error',
    code: 'rate_limit',
    message:
      'Request rate limit exceeded. You can learn more about rate limits here https://stripe.com/docs/rate-limits.',
  };
  return {
    status: 429,
    headers: { 'retry-after': String(retryAfterS), 'stripe-rate-limited-reason': 'global-rate' },
    body: { error },
  };
}

export function outage(status: number): Answer {
  const message =
    'An unknown error occurred. If you continue to have trouble, please contact us at https://support.stripe.com/.';
  return { status, body: { error: { type: 'api_error', message } } };
}
