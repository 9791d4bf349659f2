import { problem } from '#core/contract/pages/shapes.ts';
import { ProblemError, unreachable, unreadable } from './problem.ts';

interface Request {
  method: string;
  path: string;
  body?: unknown;
  signal?: AbortSignal | undefined;
}

/**
 * Sends a request to our own server. Returns the JSON of the answer; undefined if there is none.
 * @throws ProblemError with words for the person
 */
export async function request({ method, path, body, signal }: Request): Promise<unknown> {
  const response = await fetch(path, {
    method,
    credentials: 'same-origin',
    headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  }).catch((cause: unknown) => {
    // Aborted on purpose, by a page that was left.
    if (signal?.aborted) throw cause;
    throw unreachable();
  });
  const answer = isJson(response) ? await response.json().catch(() => undefined) : undefined;
  if (response.ok) return answer;
  const { success, data } = problem.safeParse(answer);
  throw success ? new ProblemError(data) : unreadable(response.status);
}

/** `application/json` and `application/problem+json`. */
const isJson = (response: Response) => /[/+]json\b/.test(response.headers.get('content-type') ?? '');
