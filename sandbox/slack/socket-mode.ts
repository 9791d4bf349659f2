import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Clock } from '#sandbox/kit/clock.ts';
import { randomHex } from './ids.ts';
import { LIMITS } from './limits.ts';
import { NotTaken, type Outgoing } from './outgoing.ts';
import type { Acknowledgement } from './people.ts';
import { APP_ID } from './world.ts';

/** https://docs.slack.dev/apis/events-api/using-socket-mode#disconnect */
export interface SocketMode {
  connected(): number;
  /** The path of a new connection, valid once. */
  ticketPath(): string;
  send(outgoing: Outgoing): Promise<Acknowledgement>;
  /** Asks for every connection to be replaced, as Slack does every few hours, then closes it. */
  refresh(): void;
  /** Socket Mode is switched off in the app's settings: every connection ends with `link_disabled`. */
  disable(): void;
  /** Cuts every connection without notice. */
  drop(): void;
  /** Accepts the next connection and never answers its handshake, as a proxy in between might. */
  swallowNext(): void;
  attach(server: Server): void;
  close(): void;
}

/** Slack pings about this often; its client gives up after 30 s of silence. */
const PING_EVERY_MS = 10_000;

export function createSocketMode(clock: Clock): SocketMode {
  const wss = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const open: WebSocket[] = [];
  const swallowed = new Set<Duplex>();
  let toSwallow = 0;
  const waiting = new Map<string, (payload: unknown) => void>();
  const pinger = setInterval(() => {
    for (const socket of open) socket.ping('Ping from applink-0');
  }, PING_EVERY_MS).unref();

  function welcome(socket: WebSocket) {
    open.push(socket);
    socket.on('message', (data) => acknowledge(String(data)));
    // A cut connection is no error of ours; `close` follows.
    socket.on('error', () => {});
    socket.on('close', () => {
      const at = open.indexOf(socket);
      if (at >= 0) open.splice(at, 1);
    });
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: open.length,
        debug_info: { host: 'applink-0', build_number: 1, approximate_connection_time: 18_060 },
        connection_info: { app_id: APP_ID },
      }),
    );
  }

  function acknowledge(text: string) {
    const ack = JSON.parse(text) as { envelope_id?: string; payload?: unknown };
    const resolve = waiting.get(ack.envelope_id ?? '');
    waiting.delete(ack.envelope_id ?? '');
    resolve?.(ack.payload ?? '');
  }

  function disconnect(reason: 'refresh_requested' | 'link_disabled') {
    for (const socket of [...open]) {
      socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'applink-0' } }));
      open.splice(open.indexOf(socket), 1);
      socket.close(1000);
    }
  }

  return {
    connected: () => open.length,
    ticketPath() {
      const ticket = randomHex(16);
      tickets.add(ticket);
      return `/link/?ticket=${ticket}&app_id=${APP_ID}`;
    },
    send(outgoing) {
      // Slack spreads envelopes over the connections; the least recently used one is next.
      const socket = open.shift();
      if (!socket) return Promise.reject(new NotTaken('connection_failed'));
      open.push(socket);
      const envelopeId = crypto.randomUUID();
      return new Promise((resolve, reject) => {
        const callOff = clock.after(LIMITS.acknowledgeMs, () => {
          waiting.delete(envelopeId);
          reject(new NotTaken('http_timeout'));
        });
        waiting.set(envelopeId, (body) => {
          callOff();
          resolve({ atMs: clock.now(), status: 200, body });
        });
        socket.send(
          JSON.stringify({
            envelope_id: envelopeId,
            type: outgoing.kind,
            accepts_response_payload: outgoing.kind !== 'events_api',
            payload: outgoing.payload,
            ...(outgoing.kind === 'events_api' && {
              retry_attempt: outgoing.retry?.num ?? 0,
              retry_reason: outgoing.retry?.reason ?? '',
            }),
          }),
        );
      });
    },
    refresh: () => disconnect('refresh_requested'),
    disable: () => disconnect('link_disabled'),
    drop() {
      for (const socket of [...open]) socket.terminate();
      open.length = 0;
    },
    swallowNext() {
      toSwallow += 1;
    },
    attach(server) {
      server.on('upgrade', (request, socket, head) => {
        const url = new URL(request.url ?? '/', 'http://127.0.0.1');
        const ticket = url.searchParams.get('ticket') ?? '';
        if (url.pathname !== '/link/' || !tickets.delete(ticket)) {
          socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
          return;
        }
        if (toSwallow > 0) {
          toSwallow -= 1;
          swallowed.add(socket.on('error', () => {}));
          return;
        }
        wss.handleUpgrade(request, socket, head, welcome);
      });
    },
    close() {
      clearInterval(pinger);
      for (const socket of open) socket.terminate();
      for (const socket of swallowed) socket.destroy();
      wss.close();
    },
  };
}
