import type { Answer, Handler, Request, Routes } from '#sandbox/kit/serve.ts';

const localNames = new Set(['127.0.0.1', 'localhost']);

/**
 * Admits only pages of this server: another site whose name was pointed at this machine (DNS rebinding) has its own
 * name in Host, and one that posts from elsewhere has it in Origin.
 */
export function guarded(routes: Routes): Routes {
  return Object.fromEntries(
    Object.entries(routes).map(([route, handler]) => [route, (request) => refusal(request) ?? handler(request)]),
  ) satisfies Record<string, Handler>;
}

function refusal({ method, headers }: Request): Answer | undefined {
  const host = headers.host ?? '';
  if (!localNames.has(hostname(`http://${host}`)))
    return refuse('The playground answers only as 127.0.0.1 or localhost.');
  if (headers.origin !== undefined && headers.origin !== `http://${host}`)
    return refuse('Only the playground’s own page may ask this.');
  if (method === 'POST' && !headers['content-type']?.startsWith('application/json'))
    return refuse('The playground takes JSON.');
  return undefined;
}

const hostname = (url: string) => (URL.canParse(url) ? new URL(url).hostname : '');
const refuse = (error: string): Answer => ({ status: 403, body: { error } });
