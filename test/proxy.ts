import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface TcpProxy {
  port: number;
  /** The same address, but through the proxy. */
  through(url: string): string;
  /** Holds the answers to requests that contain this text until `pass`, as if the client were frozen. */
  holdAnswersTo(text: string): void;
  /** Loses all bytes, both ways, without telling anybody: a half-open connection. New connections are accepted and get no answer. */
  swallow(): void;
  /** Lets bytes flow again; connections that lost some are unusable, as on a real line. */
  pass(): void;
  /** Resets every connection. */
  cut(): void;
  /** Resets the connections whose answers are held: the request was carried out, and nobody learns of it. */
  cutHeld(): void;
  /** Until `pass`, resets a connection instead of forwarding a request that contains this text: it is not carried out. */
  cutRequestsWith(text: string): void;
  /** The number of open connections. */
  readonly open: number;
  close(): Promise<void>;
}

/**
 * A TCP proxy on 127.0.0.1 that holds, swallows or cuts the traffic: failures that no server produces on request.
 * @param delayMs how much later bytes arrive, each way, as on a long line; a new connection costs no more than on a short one
 */
export async function startProxy(url: string, { delayMs = 0 } = {}): Promise<TcpProxy> {
  // Timers of the same length fire in order.
  const later = (work: () => unknown) => (delayMs > 0 ? void setTimeout(work, delayMs) : void work());
  const { hostname, port: farPort } = new URL(url);
  let mode: 'pass' | 'swallow' = 'pass';
  let heldText: string | undefined;
  let cutText: string | undefined;
  const heldSockets = new Set<Socket>();
  const sockets = new Set<Socket>();
  const held: Array<() => void> = [];

  const server = createServer((near) => {
    const far = connect(Number(farPort), hostname);
    const pair = [near, far] as const;
    let isSpoiled = mode === 'swallow';
    let isHeld = false;
    const asks = askedBy();
    for (const [from, to] of [pair, [far, near] as const]) {
      sockets.add(from);
      from.setNoDelay(true);
      from.on('error', () => undefined); // the other side learns of it when the connection ends
      from.on('close', () => {
        sockets.delete(from);
        if (!isSpoiled) later(() => to.destroy());
      });
      from.on('data', (bytes) => {
        if (mode === 'swallow') isSpoiled = true;
        if (isSpoiled) return;
        const asksFor = from === near ? asks(bytes) : () => false;
        if (asksFor(cutText)) return void near.resetAndDestroy();
        if (asksFor(heldText)) {
          isHeld = true;
          heldSockets.add(near);
        }
        if (from === near || heldText === undefined || !isHeld) later(() => to.write(bytes));
        else
          held.push(() => {
            isHeld = false;
            to.write(bytes);
          });
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const cut = () => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  return {
    port,
    through(url) {
      const through = new URL(url);
      through.host = `127.0.0.1:${port}`;
      return through.href;
    },
    holdAnswersTo(text) {
      heldText = text;
    },
    swallow() {
      mode = 'swallow';
    },
    pass() {
      mode = 'pass';
      heldText = undefined;
      cutText = undefined;
      heldSockets.clear();
      for (const forward of held.splice(0)) forward();
    },
    cut,
    cutHeld() {
      for (const socket of heldSockets) socket.resetAndDestroy();
      held.length = 0;
    },
    cutRequestsWith(text) {
      cutText = text;
    },
    get open() {
      return sockets.size / 2;
    },
    async close() {
      mode = 'pass';
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A statement's text comes once over each connection, if it is prepared, and then only its name (core/postgres/statement-name.ts). */
const prepared = /(upixel_[0-9a-f]{24})\0([^\0]+)\0/g;
const named = /upixel_[0-9a-f]{24}(?=\0)/g;

/** Whether what is sent over a connection asks for a text, by itself or by a prepared statement's name. */
function askedBy(): (bytes: Buffer) => (text: string | undefined) => boolean {
  const texts = new Map<string, string>();
  return (bytes) => {
    if (!bytes.includes('upixel_')) return (text) => text !== undefined && bytes.includes(text);
    const sent = bytes.toString('latin1');
    for (const [, name = '', text = ''] of sent.matchAll(prepared)) texts.set(name, text);
    const asked = [sent, ...[...sent.matchAll(named)].map(([name]) => texts.get(name) ?? '')];
    return (text) => text !== undefined && asked.some((each) => each.includes(text));
  };
}
