import type { z } from 'zod';

/** One request that the JSON API answers. */
export interface Endpoint {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Express's way: `/api/assets/:id`. */
  path: string;
  summary: string;
  tag: string;
  /** False: answered to whoever asks. Everything else wants a session, and shows only what is that person's own. */
  open?: true;
  /** For operators; for everybody else there is no such endpoint. */
  operator?: true;
  /** Asks for a recent sign-in. */
  recent?: true;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Absent: 204, nothing to say. */
  answer?: z.ZodType;
}
