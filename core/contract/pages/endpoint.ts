import type { z } from 'zod';

/** One request that the JSON API answers. */
export interface Endpoint {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** In Express's syntax: `/api/assets/:id`. */
  path: string;
  summary: string;
  tag: string;
  /** Open to everybody. All others need a session, and show only what is that person's own. */
  open?: true;
  /** For operators; for everybody else it does not exist. */
  operator?: true;
  /** Begins something new: not for whoever is blocked, to whom all that is theirs stays open. */
  begins?: true;
  /** Every session of the account ends with it: the browser is told to forget what our pages keep. */
  endsAccount?: true;
  /** The same for everybody until the next release: browsers and proxies may keep the answer for so long. */
  cacheSeconds?: number;
  /** Requires a recent sign-in. */
  recent?: true;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Absent: 204 without a body. */
  answer?: z.ZodType;
}
