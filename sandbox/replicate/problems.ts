import type { Answer } from '#sandbox/kit/serve.ts';

/** Replicate's error bodies, in its API's wording. */
export interface InvalidField {
  type: string;
  field: string;
  description: string;
}

const json = (status: number, body: object, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { 'content-type': status === 429 ? 'application/json' : 'application/problem+json', ...headers },
  body: JSON.stringify({ ...body, status }),
});

const titles: Record<number, string> = {
  400: 'Bad Request',
  404: 'Not Found',
  500: 'Internal server error',
  502: 'Bad gateway',
  503: 'Service unavailable',
};

export const problem = (status: number, detail: string, title = titles[status] ?? 'Error'): Answer =>
  json(status, { title, detail });

/** Replicate's 404 is its only error without a title. */
export const notFound = (): Answer => json(404, { detail: 'The requested resource could not be found.' });

export const unauthenticated = (hasToken: boolean): Answer =>
  problem(
    401,
    hasToken ? 'Invalid or expired API token.' : 'You did not pass an authentication token',
    'Unauthenticated',
  );

export const insufficientCredit = (): Answer =>
  problem(
    402,
    'You have insufficient credit to run this model. Go to https://replicate.com/account/billing#billing to purchase credit. Once you purchase credit, please wait a few minutes before trying again.',
    'Insufficient credit',
  );

export const invalidVersion = (): Answer =>
  problem(
    422,
    "The specified version does not exist (or perhaps you don't have permission to use it?)",
    'Invalid version or not permitted',
  );

export const invalidInput = (fields: readonly InvalidField[]): Answer =>
  json(422, {
    title: 'Input validation failed',
    detail: fields.map(({ field, description }) => `- ${field}: ${description}\n`).join(''),
    invalid_fields: fields,
  });

export function throttled(retryAfterS: number, isCreditLow: boolean): Answer {
  const unit = retryAfterS === 1 ? 'second' : 'seconds';
  const detail = isCreditLow
    ? `Request was throttled. Your rate limit for creating predictions is reduced to 6 requests per minute with a burst of 1 requests while you have less than $5.0 in credit. Your rate limit resets in ~${retryAfterS}s.`
    : `Request was throttled. Expected available in ${retryAfterS} ${unit}.`;
  return json(429, { detail, retry_after: retryAfterS }, { 'retry-after': String(retryAfterS) });
}
