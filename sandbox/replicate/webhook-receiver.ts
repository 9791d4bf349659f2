import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Received {
  headers: IncomingHttpHeaders;
  body: string;
  /** The prediction in the body. */
  prediction: { id: string; status: string; output: unknown; logs: string };
}

export interface WebhookReceiver {
  url: string;
  received: Received[];
  /** The next statuses, in order; then 200. */
  answers: number[];
  /** Resolves once that many webhooks have arrived. */
  until(count: number): Promise<Received[]>;
  close(): void;
}

/** A tiny server that receives webhooks, for the tests of this folder. */
export async function startReceiver(): Promise<WebhookReceiver> {
  const received: Received[] = [];
  const answers: number[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString('utf8');
    received.push({ headers: incoming.headers, body, prediction: JSON.parse(body) });
    outgoing.writeHead(answers.shift() ?? 200).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    answers,
    async until(count) {
      const giveUpAt = Date.now() + 30_000;
      while (received.length < count) {
        if (Date.now() > giveUpAt) throw new Error(`Only ${received.length} of ${count} webhooks came.`);
        await sleep(5);
      }
      return received;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
