import express, { type RequestHandler } from 'express';
import { Failure } from '#core/failure.ts';

/** A JSON body of at most this size, whose texts can be stored. */
export function jsonBody(limit: string): RequestHandler {
  const read = express.json({ limit });
  return (request, response, next) =>
    read(request, response, (error?: unknown) => next(error ?? (isText(request.body) ? undefined : notText())));
}

/** Like `jsonBody`, for the text in the address. */
export const plainAddress: RequestHandler = (request, _response, next) => {
  if (/%00/.test(request.url)) throw notText();
  next();
};

/**
 * Whether every text in it can be stored: PostgreSQL stores no NUL, and half a character (a lone surrogate) is none. Without recursion, so that deep
 * nesting costs no stack.
 */
function isText(value: unknown): boolean {
  const open: unknown[] = [value];
  while (open.length > 0) {
    const each = open.pop();
    if (typeof each === 'string' && (each.includes('\0') || /\p{Cs}/u.test(each))) return false;
    if (typeof each === 'object' && each !== null) for (const pair of Object.entries(each)) open.push(...pair);
  }
  return true;
}

const notText = () =>
  new Failure('unreadable_text', {
    title: 'That could not be read',
    happened: 'What was sent has signs in it that belong to no text. Nothing was changed.',
    next: 'Take them out and try again.',
  });
