import type { z } from 'zod';
import type { ApiScope } from '../scopes.ts';

/** One request of the API for people's own programs. */
export interface V1Endpoint {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** In Express's syntax: `/api/v1/assets/:id`. */
  path: `/api/v1/${string}`;
  summary: string;
  /** What else is to be known before it is called. */
  description?: string;
  tag: string;
  /** What the key must be for. */
  scope: ApiScope;
  /** Begins something new: not for whoever is blocked, to whom all that is theirs stays open. */
  begins?: true;
  /** Takes an Idempotency-Key. */
  idempotent?: true;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** The body is a picture's file, and no JSON. */
  takesPicture?: true;
  /** The answer is a picture's file, and no JSON. */
  givesPicture?: true;
  /** Absent, and no picture: 204 without a body. */
  answer?: z.ZodType;
  /** Of the answer; 200 if omitted. */
  status?: 201 | 202;
  example?: { query?: Record<string, string>; body?: unknown; answer?: unknown };
}
