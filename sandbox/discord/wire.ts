import { bearerToken } from '#sandbox/kit/authorization.ts';
import type { Answer, Handler, Request, Routes } from '#sandbox/kit/serve.ts';
import type { Call } from '#sandbox/kit/stand-in.ts';
import { DiscordError, fail } from './errors.ts';
import { payloadOf } from './message-body.ts';
import { type Bucket, buckets, type RateLimits } from './rate-limits.ts';
import { token } from './world.ts';

export interface DiscordRoute {
  handle: Handler;
  /** The handler for the token of a signed-in person; without one, such requests are refused. */
  bearer?: Handler;
  bucket?: Bucket;
  /** The parameter that separates the route's rate limits: a channel, a guild, an interaction's token. */
  major?: string;
  /** Needs no token and ignores one in the header, for instance if the path has its own; such routes are exempt from the global limit too. */
  isOpen?: boolean;
}

/** `'POST /channels/:channelId/messages'`, without the version's prefix. */
export type DiscordRoutes = Record<string, DiscordRoute>;

/** One request with its answer, for checks against the API's schemas. */
export interface Exchange {
  method: string;
  /** The path below `/api/v10`. */
  path: string;
  request: unknown;
  status: number;
  answer: unknown;
}

const MAX_EXCHANGES = 2_000;
/** How many calls are kept for tests: a sandbox that runs for days would otherwise fill its memory. */
const MAX_CALLS = 20_000;

/** Adds authorization, rate limits and error shapes to every route. */
export function wire(
  routes: DiscordRoutes,
  { rateLimits, exchanges, calls }: { rateLimits: RateLimits; exchanges: Exchange[]; calls: Call[] },
): Routes {
  return Object.fromEntries(
    Object.entries(routes).map(([route, { handle, bearer, bucket = buckets.other, major, isOpen = false }]) => {
      const [method, path] = route.split(' ');
      const handler: Handler = async (request) => {
        const person = bearer && bearerToken(request);
        const mine = request.params[major ?? ''] ?? '';
        const answer = await guard(request, {
          isAllowed: isOpen || person !== undefined || request.headers.authorization === `Bot ${token}`,
          // Counted before the work, so that a refused request counts too.
          count: () =>
            person === undefined
              ? rateLimits.count({ route, major: mine, bucket, isGlobal: !isOpen })
              : rateLimits.count({ route, major: `${mine} ${person}`, bucket, isGlobal: false }),
          handle: bearer && person !== undefined ? bearer : handle,
        });
        remember(exchanges, request, answer);
        if (calls.length > MAX_CALLS) calls.splice(0, MAX_CALLS / 2);
        return answer;
      };
      return [`${method} /api/v10${path}`, handler];
    }),
  );
}

async function guard(
  request: Request,
  { isAllowed, count, handle }: { isAllowed: boolean; count: () => Record<string, string>; handle: Handler },
): Promise<Answer> {
  let headers: Record<string, string> = {};
  try {
    if (!isAllowed) fail('unauthorized');
    headers = count();
    const answer = await handle(request);
    return { ...answer, headers: { ...headers, ...answer.headers } };
  } catch (cause) {
    if (!(cause instanceof DiscordError)) throw cause;
    const answer = cause.answer();
    return { ...answer, headers: { ...headers, ...answer.headers } };
  }
}

function remember(exchanges: Exchange[], request: Request, { status = 200, body }: Answer) {
  if (exchanges.length >= MAX_EXCHANGES) exchanges.splice(0, MAX_EXCHANGES / 2);
  exchanges.push({
    method: request.method,
    path: request.path.replace('/api/v10', ''),
    request: requestOf(request),
    status,
    answer: body,
  });
}

/** The JSON that was sent, in a multipart body or not; an unreadable body is returned as it is. */
function requestOf(request: Request): unknown {
  const isMultipart = request.headers['content-type']?.startsWith('multipart/form-data');
  if (!isMultipart) return request.body;
  try {
    return payloadOf(request);
  } catch {
    return request.body;
  }
}

const words: Record<number, string> = {
  400: '400: Bad Request',
  401: '401: Unauthorized',
  403: '403: Forbidden',
  404: '404: Not Found',
  405: '405: Method Not Allowed',
  500: '500: Internal Server Error',
  502: '502: Bad Gateway',
  503: '503: Service Unavailable',
};

/** Discord's body if no handler answered: an unknown route, a fault, or a bug of the stand-in, which is then logged. */
export function plainError(httpStatus: number, cause?: unknown): Answer {
  if (cause) console.error('The Discord stand-in failed:', cause);
  return { status: httpStatus, body: { message: words[httpStatus] ?? `${httpStatus}: Error`, code: 0 } };
}
