import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, Response } from 'express';
import { ZodError } from 'zod';
import { plainWords } from '#core/chat/card.ts';
import { isClientError } from '#core/client-error.ts';
import type { Problem } from '#core/contract/shapes.ts';
import type { Deps } from '#core/deps.ts';
import { Failure } from '#core/failure.ts';

/** RFC 9457: what every error of the API looks like. */
export function sendProblem(response: Response, problem: Problem): void {
  response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}

/** Statuses of the failures people can run into here; any other is 409: it cannot be done as things are. */
const statuses: Record<string, number> = {
  signed_out: 401,
  foreign_origin: 403,
  blocked_account: 403,
  sign_in_again: 403,
  weak_password: 400,
  bad_cursor: 400,
  unreadable_text: 400,
  not_sold: 404,
  unknown_model: 400,
  unknown_size: 400,
  expired_download: 410,
  not_found: 404,
  unknown_generation: 404,
  too_many_requests: 429,
  not_json: 415,
  unclear: 503,
  chat_silent: 503,
};

export function problemOf(failure: Failure): Problem {
  return {
    type: failure.code,
    title: failure.title,
    status: statuses[failure.code] ?? 409,
    detail: failure.message,
    next: plainWords(failure.next),
    ...(failure.errors ? { errors: [...failure.errors] } : {}),
  };
}

export const notFound = (what = 'There is no such page') =>
  new Failure('not_found', {
    title: 'Not found',
    happened: `${what}, or it is not yours. Nothing was changed.`,
    next: 'Go back and choose another.',
  });

function invalid(error: ZodError): Problem {
  const errors = error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  return {
    type: 'invalid_request',
    title: 'Something is not right yet',
    status: 400,
    detail: `${errors.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join(' ')} Nothing was changed.`,
    next: 'Correct it and try again.',
    errors,
  };
}

const mistake = (reference: string): Problem => ({
  type: 'our_mistake',
  title: 'That is our mistake',
  status: 500,
  detail: 'Something went wrong on our side. It cost nothing.',
  next: `Try again in a moment. If it stays, tell us this number: ${reference}.`,
  reference,
});

/** The one place where the API turns what was thrown into an answer. */
export function problems({ log }: Pick<Deps, 'log'>): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    if (error instanceof Failure) {
      if (error.cause !== undefined)
        log.error({ err: error.cause, code: error.code, method: request.method }, 'request failed');
      return sendProblem(response, problemOf(error));
    }
    if (error instanceof ZodError) return sendProblem(response, invalid(error));
    // body-parser's: not JSON, or too long
    if (isClientError(error))
      return sendProblem(response, {
        type: 'unreadable_request',
        title: 'That could not be read',
        status: error.status,
        detail: 'What was sent could not be read. Nothing was changed.',
        next: 'Send JSON as /api/docs describes it.',
      });
    const reference = randomUUID().slice(0, 8);
    log.error({ err: error, reference, method: request.method, route: request.route?.path }, 'request failed');
    sendProblem(response, mistake(reference));
  };
}
