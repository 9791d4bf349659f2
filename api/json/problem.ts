import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, Request, Response } from 'express';
import { ZodError } from 'zod';
import { isClientError } from '#core/client-error.ts';
import type { Problem } from '#core/contract/pages/problem.ts';
import type { Deps } from '#core/deps.ts';
import { Failure } from '#core/failure.ts';
import { refusals } from '#core/refusals.ts';
import { fieldErrors, fieldWords } from './issue-words.ts';
import { pageWords } from './page-words.ts';
import { problemPage } from './problem-page.ts';

/** RFC 9457: the shape of every error of the API. */
export function sendProblem(response: Response, problem: Problem): void {
  response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}

function problemOf(failure: Failure): Problem {
  return {
    type: failure.code,
    title: failure.title,
    status: refusals[failure.code],
    detail: failure.message,
    next: pageWords(failure.next),
    ...(failure.errors ? { errors: [...failure.errors] } : {}),
  };
}

function invalid(error: ZodError): Problem {
  const errors = fieldErrors(error);
  return {
    type: 'invalid_request',
    title: 'Something is not right yet',
    status: 400,
    detail: `${errors.map(fieldWords).join(' ')} Nothing was changed.`,
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

/** Whether a person looks at the answer, having followed a link, such as one to a file in a chat: a browser says so, and neither our pages nor programs do. */
const isRead = (request: Request): boolean => request.method === 'GET' && request.accepts(['json', 'html']) === 'html';

const sendPage = (response: Response, problem: Problem) =>
  response.status(problem.status).vary('Accept').type('html').send(problemPage(problem));

/** The one place where the API turns an error into an answer. */
export function problems({ log }: Pick<Deps, 'log'>): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const answer = (problem: Problem) =>
      isRead(request) ? sendPage(response, problem) : sendProblem(response, problem);
    if (error instanceof Failure) {
      if (error.cause !== undefined)
        log.error({ err: error.cause, code: error.code, method: request.method }, 'request failed');
      return answer(problemOf(error));
    }
    if (error instanceof ZodError) return answer(invalid(error));
    // body-parser's: not JSON, or too long
    if (isClientError(error))
      return answer({
        type: 'unreadable_request',
        title: 'That could not be read',
        status: error.status,
        detail: 'What was sent could not be read. Nothing was changed.',
        next: 'Send JSON as /api/docs describes it.',
      });
    const reference = randomUUID().slice(0, 8);
    log.error({ err: error, reference, method: request.method, route: request.route?.path }, 'request failed');
    answer(mistake(reference));
  };
}
