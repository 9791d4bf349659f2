import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  path: string | undefined;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface WebhookReceiver {
  url: string;
  /** What came, oldest first. */
  received: Received[];
  /** From now on it answers with that status; undefined: not at all. */
  answer(status: number | undefined, headers?: Record<string, string>): void;
  close(): Promise<void>;
}

/** A person's own program, which is told how requests end. */
export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const received: Received[] = [];
  let answered: { status: number | undefined; headers: Record<string, string> } = { status: 204, headers: {} };
  const server = createServer(async (request, response) => {
    let body = '';
    request.setEncoding('utf8');
    for await (const piece of request) body += piece;
    received.push({ path: request.url, headers: request.headers, body });
    if (answered.status !== undefined) response.writeHead(answered.status, answered.headers).end('not for us to keep');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    answer(status, headers = {}) {
      answered = { status, headers };
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
