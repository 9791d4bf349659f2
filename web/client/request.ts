import { problem } from '#core/contract/pages/shapes.ts';
import { ProblemError, unreachable, unreadable } from './problem.ts';

interface Request {
  method: string;
  path: string;
  body?: unknown;
  /** In place of a body: it is sent as it is. */
  file?: Blob | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Sends a request to our own server. Returns the JSON of the answer; undefined if there is none.
 * @throws ProblemError with words for the person
 */
export async function request(wanted: Request): Promise<unknown> {
  const response = await send(wanted);
  if (!response.ok) throw await refusalIn(response);
  return jsonOf(response);
}

/** The answer as it came. @throws ProblemError if there is none */
export async function send({ method, path, body, file, signal }: Request): Promise<Response> {
  const sent = file ?? (body === undefined ? undefined : JSON.stringify(body));
  const type = file ? file.type : 'application/json';
  return fetch(path, {
    method,
    credentials: 'same-origin',
    headers: { accept: 'application/json', ...(sent === undefined ? {} : { 'content-type': type }) },
    ...(sent === undefined ? {} : { body: sent }),
    ...(signal ? { signal } : {}),
  }).catch((cause: unknown) => {
    // Aborted on purpose, by a page that was left.
    if (signal?.aborted) throw cause;
    throw unreachable();
  });
}

/** What an answer that is no success says. */
export async function refusalIn(response: Response): Promise<ProblemError> {
  const { success, data } = problem.safeParse(await jsonOf(response));
  return success ? new ProblemError(data) : unreadable(response.status);
}

const jsonOf = async (response: Response): Promise<unknown> =>
  isJson(response) ? await response.json().catch(() => undefined) : undefined;

/** `application/json` and `application/problem+json`. */
const isJson = (response: Response) => /[/+]json\b/.test(response.headers.get('content-type') ?? '');
