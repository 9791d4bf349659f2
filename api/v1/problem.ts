import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, Response } from 'express';
import { ZodError } from 'zod';
import { plainWords } from '#core/chat/card/text.ts';
import { isClientError } from '#core/client-error.ts';
import type { V1Error } from '#core/contract/v1/shapes.ts';
import type { Deps } from '#core/deps.ts';
import { Failure } from '#core/failure.ts';
import { refusals } from '#core/refusals.ts';

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
    // body-parser's: not JSON, or too long
    if (isClientError(error))
      return void send(response, error.status, {
        code: 'unreadable_request',
        message: 'What was sent could not be read, or is too long. Nothing was done, and it cost nothing.',
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

function invalid(error: ZodError): V1Error['error'] {
  const fields = error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  return {
    code: 'invalid_request',
    message: `${fields.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join(' ')} Nothing was done, and it cost nothing.`,
    next: 'Correct it and send it again.',
    cost: 0,
    fields,
  };
}
