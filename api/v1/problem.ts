import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, Response } from 'express';
import { ZodError } from 'zod';
import { plainWords } from '#core/chat/card/text.ts';
import { isClientError } from '#core/client-error.ts';
import type { V1Error } from '#core/contract/v1/shapes.ts';
import type { Deps } from '#core/deps.ts';
import { Failure } from '#core/failure.ts';
import { refusals } from '#core/refusals.ts';
import { fieldErrors, fieldWords } from '../json/issue-words.ts';

const send = (response: Response, status: number, error: V1Error['error']) =>
  response.status(status).set('cache-control', 'no-store').json({ error });

/** The one place where the API for programs turns an error into an answer: the same words as on the pages, with a code and a cost. */
export function v1Problems({ log }: Pick<Deps, 'log'>): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    if (error instanceof Failure) {
      const { code, message, errors, cause } = error;
      if (cause !== undefined) log.error({ err: cause, code, method: request.method }, 'request failed');
      // Only of this one nobody knows yet whether it was made.
      const cost = code === 'unclear' ? null : 0;
      const fields = errors ? { fields: [...errors] } : {};
      return void send(response, refusals[code], { code, message, next: plainWords(error.next), cost, ...fields });
    }
    if (error instanceof ZodError) return void send(response, 400, invalid(error));
    // body-parser's: too long, or not JSON
    if (isClientError(error) && error.status === 413)
      return void send(response, 413, {
        code: 'unreadable_request',
        message: `The body is larger than ${limitOf(error)}. Nothing was done, and it cost nothing.`,
        next: 'Send a smaller one.',
        cost: 0,
      });
    if (isClientError(error))
      return void send(response, error.status, {
        code: 'unreadable_request',
        message: 'What was sent could not be read. Nothing was done, and it cost nothing.',
        next: 'Send JSON as /developers describes it.',
        cost: 0,
      });
    const reference = randomUUID().slice(0, 8);
    log.error({ err: error, reference, method: request.method, route: request.route?.path }, 'request failed');
    send(response, 500, {
      code: 'our_mistake',
      message: 'Something went wrong on our side.',
      next: `Send it again with the same Idempotency-Key. If it stays, tell us this number: ${reference}.`,
      cost: null,
      reference,
    });
  };
}

/** "100 kB", "15 MB" */
function limitOf(error: object): string {
  const bytes = 'limit' in error && typeof error.limit === 'number' ? error.limit : 0;
  if (bytes === 0) return 'what is taken here';
  const megabytes = Math.floor(bytes / (1024 * 1024));
  return `${megabytes > 0 ? `${megabytes} MB` : `${Math.floor(bytes / 1024)} kB`}, which is the most that is taken here`;
}

function invalid(error: ZodError): V1Error['error'] {
  const fields = fieldErrors(error);
  return {
    code: 'invalid_request',
    message: `${fields.map(fieldWords).join(' ')} Nothing was done, and it cost nothing.`,
    next: 'Correct it and send it again.',
    cost: 0,
    fields,
  };
}
