import express, { type RequestHandler } from 'express';

/** Bolt's own limit is 4 MB; Slack's largest requests are about 100 kB. */
const readBody = express.raw({ type: () => true, limit: '1mb' });

/**
 * Refuses, as unreadable, a body that is no object: Bolt reads fields of whatever it was sent, and a signed `null` ended in a 500. The body is left
 * where Bolt looks for one that was already read (`rawBody`), and Bolt still verifies the signature.
 */
export const objectBody: RequestHandler = (request, response, next) =>
  readBody(request, response, (error?: unknown) => {
    if (error) return next(error);
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    if (!holdsObject(body.toString('utf8'), request.is('application/x-www-form-urlencoded') !== false))
      return void response.status(400).json({ detail: 'Not a request of Slack’s.' });
    Object.assign(request, { rawBody: body });
    next();
  });

/** A form is an object by itself; its `payload`, if any, has to be one as well. */
function holdsObject(text: string, isForm: boolean): boolean {
  const json = isForm ? new URLSearchParams(text).get('payload') : text;
  if (json === null) return true;
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
