import { type Agent, request } from 'node:http';

/** Stripe waits this long for an answer, then counts the attempt as failed. */
const timeoutMs = 20_000;

/** Redirects are not followed. Resolves with 0 when there was no answer. */
export function post(agent: Agent, target: string, body: string, headers: Record<string, string>): Promise<number> {
  const { port, pathname, search } = new URL(target);
  const length = String(Buffer.byteLength(body));
  return new Promise((resolve) => {
    const outgoing = request(
      {
        host: '127.0.0.1',
        port: port || 80,
        path: pathname + search,
        method: 'POST',
        agent,
        timeout: timeoutMs,
        headers: { ...headers, 'content-length': length },
      },
      (incoming) => {
        incoming.resume();
        incoming.once('end', () => resolve(incoming.statusCode ?? 0));
        incoming.once('error', () => resolve(0));
      },
    );
    outgoing.once('timeout', () => outgoing.destroy());
    outgoing.once('error', () => resolve(0));
    outgoing.end(body);
  });
}

/** Whether we may call this address: the sandbox speaks to its own machine only. */
export function isLocal(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && (hostname === '127.0.0.1' || hostname === 'localhost');
}
