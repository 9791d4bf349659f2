import type { LookupAddress } from 'node:dns';
import { lookup, Resolver } from 'node:dns/promises';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { type WebhookOutcome, webhookTimeoutSeconds } from '../contract/webhooks.ts';
import { isPublicAddress } from './public-address.ts';

export interface Posted {
  outcome: WebhookOutcome;
  /** Of the answer, if there was one; nothing else of it is read. */
  status: number | null;
  durationMs: number;
}

export interface SignedMessage {
  headers: Record<string, string>;
  body: string;
}

/** How a name becomes addresses, and which of them may be connected to. */
export interface Reach {
  resolve(host: string): Promise<LookupAddress[]>;
  mayReach(address: string): boolean;
}

const isLoopback = (address: string) => address === '127.0.0.1' || address === '::1';

/**
 * Names are asked of DNS itself, for some seconds: what this machine resolves by takes one of the few threads of the whole process for as long as a name server
 * likes. With `toLoopback` this machine has names of its own.
 */
export const reachOf = ({ toLoopback }: { toLoopback: boolean }): Reach => ({
  resolve: toLoopback ? (host) => lookup(host, { all: true, verbatim: true }) : askDns,
  mayReach: (address) => isPublicAddress(address) || (toLoopback && isLoopback(address)),
});

async function askDns(host: string): Promise<LookupAddress[]> {
  const literal = host.replace(/^\[|\]$/g, '');
  const family = isIP(literal);
  if (family !== 0) return [{ address: literal, family }];
  const resolver = new Resolver({ timeout: 2_000, tries: 2 });
  const [four, six] = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
  return [
    ...(four.status === 'fulfilled' ? four.value.map((address) => ({ address, family: 4 })) : []),
    ...(six.status === 'fulfilled' ? six.value.map((address) => ({ address, family: 6 })) : []),
  ];
}

/**
 * Posts a message, once. The name is resolved here, each of its addresses is checked, and the connection goes to what was checked: a name that leads
 * elsewhere a moment later leads nobody inside. Redirects are not followed, and nothing of the answer is read but its status. Throws nothing.
 */
export async function postMessage(
  url: URL,
  message: SignedMessage,
  { resolve, mayReach }: Reach,
  timeoutMs = webhookTimeoutSeconds * 1_000,
): Promise<Posted> {
  const began = performance.now();
  const ended = (outcome: WebhookOutcome, status: number | null = null): Posted => ({
    ...{ outcome, status },
    durationMs: Math.round(performance.now() - began),
  });
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const addresses = await unlessAborted(signal, resolve(url.hostname));
    if (addresses.length === 0) return ended('unresolved');
    // Not only the first: which of them is taken is not ours to say.
    if (!addresses.every(({ address }) => mayReach(address))) return ended('not_public');
    const status = await unlessAborted(signal, send(url, message, { signal, addresses }));
    return ended(outcomeOf(status), status);
  } catch (error) {
    return ended(signal.aborted ? 'timed_out' : failureOf(error));
  }
}

const outcomeOf = (status: number): WebhookOutcome => {
  if (status >= 200 && status < 300) return 'delivered';
  return status >= 300 && status < 400 ? 'redirect' : 'status';
};

interface Sending {
  signal: AbortSignal;
  addresses: LookupAddress[];
}

function send(url: URL, { headers, body }: SignedMessage, { signal, addresses }: Sending): Promise<number> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  const options = {
    method: 'POST',
    headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
    signal,
    lookup: answering(addresses),
    // A connection of its own: one that was kept would not be checked again.
    agent: false,
  } as const;
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    // What answers with another protocol has answered, and Node tells nobody else.
    sent.on('upgrade', (response, socket) => {
      resolve(response.statusCode ?? 0);
      socket.destroy();
    });
    sent.on('error', reject);
    sent.on('close', () => reject(new Error('It was closed without an answer.')));
    sent.end(body);
  });
}

/** Answers with what was checked, whatever is asked. */
const answering =
  (addresses: LookupAddress[]): LookupFunction =>
  (_host, { all }, answer) => {
    const [first] = addresses;
    if (all) answer(null, addresses);
    else answer(null, first?.address ?? '', first?.family);
  };

/** DNS cannot be called off, but nobody waits for it any longer. */
function unlessAborted<Result>(signal: AbortSignal, work: Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}

/** Of OpenSSL and of Node's own checks of a certificate. https://nodejs.org/api/errors.html#openssl-error-codes */
const tlsCode = /^(?:CERT_|EPROTO|ERR_SSL_|ERR_TLS_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH)/;

function failureOf(error: unknown): WebhookOutcome {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/^(?:ENOTFOUND|ENODATA|EAI_)/.test(code)) return 'unresolved';
  return tlsCode.test(code) ? 'untrusted' : 'unreachable';
}
