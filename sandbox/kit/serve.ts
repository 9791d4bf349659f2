import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import type { Clock } from './clock.ts';
import type { FaultAction, Faults } from './faults.ts';
import { readMultipart } from './multipart.ts';
import type { Call } from './stand-in.ts';

export interface Request {
  method: string;
  /** The path, percent-decoded, without the query. */
  path: string;
  params: Record<string, string>;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  raw: Buffer;
  /** JSON or form fields, depending on the content type; undefined for anything else. */
  body: unknown;
  /** The files of a multipart body, by field name. */
  files: Array<{ field: string; filename: string; contentType: string; bytes: Buffer }>;
}

export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  /** A Buffer or string is sent as it is; a stream as it comes, and destroyed if the caller leaves; anything else as JSON. */
  body?: unknown;
}

export type Handler = (request: Request) => Answer | Promise<Answer>;
/** `'POST /v1/models/:owner/:name/predictions'` → handler. The first match in order wins. */
export type Routes = Record<string, Handler>;

export interface ServeOptions {
  routes: Routes;
  /** The vendor's error body for an unknown route, a fault, or a handler that threw. */
  error: (status: number, request: Request, cause?: unknown) => Answer;
  rateLimit: (retryAfterS: number, request: Request) => Answer;
  faults: Faults;
  clock: Clock;
  calls: Call[];
  port?: number;
}

interface CompiledRoute {
  method: string;
  pattern: RegExp;
  names: string[];
  handler: Handler;
}

/** Starts a small HTTP server on 127.0.0.1: routes, recorded calls, and faults on request. */
export async function serve(options: ServeOptions): Promise<{ server: Server; url: string; close(): Promise<void> }> {
  const routes = Object.entries(options.routes).map(compile);
  const server = createServer((incoming, outgoing) => {
    // If a caller hangs up midway, there is nothing left to answer.
    answer(routes, options, incoming, outgoing).catch(() => outgoing.destroy());
  });
  server.keepAliveTimeout = 30_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  return {
    server,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(
  routes: CompiledRoute[],
  options: ServeOptions,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
) {
  if (isForeign(incoming)) return void outgoing.writeHead(403).end('Only this machine and its own pages may ask.');
  const url = new URL(incoming.url ?? '/', 'http://127.0.0.1');
  const sendsFiles = incoming.headers['content-type']?.startsWith('multipart/') ?? false;
  const fault = options.faults.take(`${incoming.method ?? 'GET'} ${decodeURIComponent(url.pathname)}`, sendsFiles);
  if (fault?.type === 'cut') return cutOff(incoming);
  const request = await read(incoming, url);
  const call: Call = {
    atMs: options.clock.now(),
    method: request.method,
    path: request.path,
    body: request.body,
    headers: request.headers,
    status: 0,
  };
  options.calls.push(call);
  if (fault?.type === 'drop') return void incoming.socket.destroy();
  if (fault?.type === 'reset') return void incoming.socket.resetAndDestroy();
  if (fault?.type === 'answerBefore') {
    options.clock.after(fault.ms, () => void handle(routes, options, request));
    return send(outgoing, options.error(fault.status, request));
  }
  let result = injected(fault, options, request);
  if (!result) {
    if (fault?.type === 'slow') await pause(fault.ms);
    result = await handle(routes, options, request);
  }
  if (fault?.type === 'dropAfter') return void incoming.socket.destroy();
  if (fault?.type === 'resetAfter') return void incoming.socket.resetAndDestroy();
  if (fault?.type === 'slowAfter') await pause(fault.ms);
  if (fault?.type === 'answerAfter') result = options.error(fault.status, request);
  call.status = result.status ?? 200;
  send(outgoing, result);
}

/** While the body is on its way; at its end, if there is none. */
function cutOff(incoming: IncomingMessage): void {
  const cut = () => incoming.socket.resetAndDestroy();
  incoming.once('data', cut).once('end', cut);
}

const localNames = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * A web page of another site: its name was pointed at this machine (DNS rebinding), or it posts a form from there. Through it, anybody with
 * that page open would refund, dispute and sign in.
 */
function isForeign({ method, headers: { host = '', origin } }: IncomingMessage): boolean {
  const url = `http://${host}`;
  if (!URL.canParse(url) || !localNames.has(new URL(url).hostname)) return true;
  return method !== 'GET' && method !== 'HEAD' && origin !== undefined && origin !== url;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function injected(fault: FaultAction | undefined, options: ServeOptions, request: Request): Answer | undefined {
  if (fault?.type === 'rateLimit') return options.rateLimit(fault.retryAfterS, request);
  if (fault?.type !== 'answer') return undefined;
  const usual = options.error(fault.status, request);
  return {
    status: fault.status,
    headers: { ...usual.headers, ...fault.headers },
    body: fault.body === undefined ? usual.body : fault.body,
  };
}

async function handle(routes: CompiledRoute[], options: ServeOptions, request: Request): Promise<Answer> {
  for (const route of routes) {
    if (route.method !== request.method) continue;
    const match = route.pattern.exec(request.path);
    if (!match) continue;
    request.params = Object.fromEntries(route.names.map((name, index) => [name, match[index + 1] ?? '']));
    try {
      return await route.handler(request);
    } catch (cause) {
      return options.error(500, request, cause);
    }
  }
  return options.error(404, request);
}

function compile([key, handler]: [string, Handler]): CompiledRoute {
  const [method = '', path = ''] = key.split(' ');
  const names = [...path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');
  const pattern = path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/:\w+/g, '([^/]+)');
  return { method, names, handler, pattern: new RegExp(`^${pattern}$`) };
}

async function read(incoming: IncomingMessage, url: URL): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const raw = Buffer.concat(chunks);
  const request: Request = {
    method: incoming.method ?? 'GET',
    path: decodeURIComponent(url.pathname),
    params: {},
    query: url.searchParams,
    headers: incoming.headers,
    raw,
    body: undefined,
    files: [],
  };
  parseBody(request, incoming.headers['content-type'] ?? '');
  return request;
}

function parseBody(request: Request, contentType: string) {
  if (request.raw.length === 0) return;
  if (contentType.startsWith('application/json')) {
    try {
      request.body = JSON.parse(request.raw.toString('utf8'));
    } catch {
      request.body = undefined;
    }
  } else if (contentType.startsWith('application/x-www-form-urlencoded')) {
    request.body = Object.fromEntries(new URLSearchParams(request.raw.toString('utf8')));
  } else if (contentType.startsWith('multipart/form-data')) {
    const fields: Record<string, string> = {};
    for (const { field, filename, contentType: type, bytes } of readMultipart(request.raw, contentType)) {
      if (filename === undefined) fields[field] = bytes.toString('utf8');
      else request.files.push({ field, filename, contentType: type, bytes });
    }
    request.body = fields;
  }
}

function send(outgoing: ServerResponse, { status = 200, headers = {}, body }: Answer) {
  if (outgoing.destroyed) return;
  if (body === undefined) outgoing.writeHead(status, headers).end();
  else if (typeof body === 'string' || Buffer.isBuffer(body)) outgoing.writeHead(status, headers).end(body);
  else if (body instanceof Readable) {
    outgoing.writeHead(status, headers).flushHeaders();
    outgoing.once('close', () => body.destroy());
    body.pipe(outgoing);
  } else outgoing.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}
