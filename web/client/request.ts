import { problem } from '#core/contract/pages/problem.ts';
import { connection, look, noteAnswer, noteSilence } from './connection.ts';
import { ProblemError } from './problem.ts';
import { notSent, offline, saysDown, tooSlow, unanswered, unreachable } from './silence.ts';

interface Request {
  method: string;
  path: string;
  body?: unknown;
  /** In place of a body: it is sent as it is. */
  file?: Blob | undefined;
  signal?: AbortSignal | undefined;
  /** A question that is too long for an address. */
  changesNothing?: boolean | undefined;
}

/** As what its words speak of it. */
const spokenOf = ({ method, changesNothing }: Request) => (changesNothing ? 'GET' : method);

/** Whoever waits for a page to load gives up sooner; a change may wait for Stripe or a chat behind us, and a file for its line. */
const patienceSeconds = (wanted: Request) => (wanted.file ? 300 : spokenOf(wanted) === 'GET' ? 20 : 60);

/**
 * Sends a request to our own server. Returns the JSON of the answer; undefined if there is none.
 * @throws ProblemError with words for the person
 */
export async function request(wanted: Request): Promise<unknown> {
  const response = await send(wanted);
  if (!response.ok) throw await refusalIn(response, spokenOf(wanted));
  if (!isOurs(response)) throw unanswered(spokenOf(wanted), response);
  return jsonOf(response, spokenOf(wanted));
}

/** The answer as it came. @throws ProblemError if there is none */
export async function send(wanted: Request): Promise<Response> {
  const { method, path, body, file, signal } = wanted;
  const spoken = spokenOf(wanted);
  const wasOnline = navigator.onLine;
  // Of a change that is not even sent, everybody knows what became of it.
  if (spoken !== 'GET' && connection().is !== 'fine' && !(await look()))
    throw navigator.onLine ? notSent() : offline(spoken);
  const seconds = patienceSeconds(wanted);
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), seconds * 1_000);
  const leave = () => patience.abort();
  if (signal?.aborted) leave();
  signal?.addEventListener('abort', leave, { once: true });
  const sent = file ?? (body === undefined ? undefined : JSON.stringify(body));
  const type = file ? file.type : 'application/json';
  try {
    const response = await fetch(path, {
      method,
      credentials: 'same-origin',
      headers: { accept: 'application/json', ...(sent === undefined ? {} : { 'content-type': type }) },
      ...(sent === undefined ? {} : { body: sent }),
      signal: patience.signal,
    });
    if (saysDown(response.status, isOurs(response))) noteSilence();
    else noteAnswer();
    return response;
  } catch (cause) {
    // Aborted on purpose, by a page that was left.
    if (signal?.aborted) throw cause;
    noteSilence();
    if (!wasOnline && !navigator.onLine) throw offline(spoken);
    throw patience.signal.aborted ? tooSlow(spoken, seconds) : unreachable(spoken);
  } finally {
    clearTimeout(timer);
  }
}

/** What an answer that is no success says. */
export async function refusalIn(response: Response, method = 'GET'): Promise<ProblemError> {
  const { success, data } = problem.safeParse(await jsonOf(response, method));
  return success ? new ProblemError(data) : unanswered(method, response);
}

/** @throws ProblemError if it was cut off */
async function jsonOf(response: Response, method: string): Promise<unknown> {
  if (!isJson(response)) return undefined;
  const text = await response.text().catch(() => {
    noteSilence();
    throw unreachable(method);
  });
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isOurs = (response: Response) =>
  isJson(response) || response.status === 204 || response.headers.get('content-length') === '0';

/** `application/json` and `application/problem+json`. */
const isJson = (response: Response) => /[/+]json\b/.test(response.headers.get('content-type') ?? '');
