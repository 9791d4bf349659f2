import { type Agent, type IncomingMessage, request } from 'node:http';

export interface Posted {
  status: number;
  headers: IncomingMessage['headers'];
  text: string;
}

export interface PostOptions {
  agent: Agent;
  signal?: AbortSignal;
  /** How long the receiver may be silent. */
  timeoutMs?: number;
}

/**
 * One POST over a kept-alive connection. It uses node:http, which costs a third of fetch, because benchmarks run
 * against it. Redirects are not followed. Rejects if there is no answer.
 */
export function post(
  url: string | URL,
  body: string,
  headers: Record<string, string>,
  { agent, signal, timeoutMs }: PostOptions,
): Promise<Posted> {
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      method: 'POST',
      agent,
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      ...(signal && { signal }),
      ...(timeoutMs !== undefined && { timeout: timeoutMs }),
    });
    sent.once('timeout', () => sent.destroy(new Error(`There was no answer within ${timeoutMs} ms.`)));
    sent.once('error', reject);
    sent.once('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString('utf8'),
        });
      });
    });
    sent.end(body);
  });
}
