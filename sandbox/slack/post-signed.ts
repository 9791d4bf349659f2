import { type Agent, type IncomingMessage, request } from 'node:http';

export interface Posted {
  status: number;
  headers: IncomingMessage['headers'];
  text: string;
}

/** One POST over a kept-alive connection: node:http, as it costs a third of fetch and this is a benchmark's counterpart. */
export function postSigned(
  url: string,
  body: string,
  headers: Record<string, string>,
  { agent, signal }: { agent: Agent; signal: AbortSignal },
): Promise<Posted> {
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      method: 'POST',
      agent,
      signal,
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    });
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
