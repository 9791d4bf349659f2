import { createServer, type RequestListener, type Server } from 'node:http';
import { Server as NetServer } from 'node:net';
import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';

/** Starts a server. @throws a sentence that names the variable for its port */
export async function listen(
  app: RequestListener,
  where: { port: number; variable: string; host: string },
): Promise<Server> {
  const server = createServer(app);
  // Longer than the usual 60 s of a load balancer, so that it closes an idle connection, not we.
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(refused(error, where)));
    server.listen(where.port, where.host, resolve);
  });
  return server;
}

/** For an answer in progress; slower ones belong to a client that does not read, or to a page that stays open. */
const longestAnswerMs = 5_000;
/** A connection is idle after this much silence on all connections. */
const idleMs = 100;
/** How long a busy process waits until it has read everything. */
const longestReadingMs = 500;

/**
 * Stops a server: accepts no new connections, closes each with its next answer, because a proxy that keeps them busy would never let go
 * of them, and closes idle ones once no more requests come. After five seconds every connection is cut.
 */
export async function closeServer(server: Server, withinMs = longestAnswerMs): Promise<void> {
  // Closing a connection with unread data would reset it, and a proxy may not send that request elsewhere.
  await everythingRead(server);
  let requests = 0;
  // Before any other listener, so that the header is set when the answer begins.
  server.prependListener('request', (_request, response) => {
    requests += 1;
    response.setHeader('connection', 'close');
  });
  const cut = setTimeout(() => server.closeAllConnections(), withinMs);
  // Not http's own close, which cuts idle connections at once: a proxy may just have sent the next request on one of them.
  const closed = new Promise<void>((resolve) => void NetServer.prototype.close.call(server, () => resolve()));
  let open = true;
  void closed.then(() => {
    open = false;
  });
  while (open) {
    const before = requests;
    await Promise.race([closed, sleep(idleMs)]);
    await everythingRead(server);
    if (requests === before) server.closeIdleConnections();
  }
  clearTimeout(cut);
}

/** Waits for a turn of the event loop with next to nothing to do; each turn accepts one new connection. */
async function everythingRead(server: Server): Promise<void> {
  await turn(); // the rest of this one
  const startedAt = performance.now();
  let hasNew = false;
  const see = () => {
    hasNew = true;
  };
  server.on('connection', see);
  for (let now = startedAt, before = 0; (hasNew || now - before > 1) && now - startedAt < longestReadingMs; ) {
    hasNew = false;
    before = now;
    await turn();
    now = performance.now();
  }
  server.off('connection', see);
}

function refused(
  error: NodeJS.ErrnoException,
  { port, host, variable }: { port: number; host: string; variable: string },
): Error {
  if (error.code === 'EADDRINUSE')
    return new Error(
      `Port ${port} is in use by another program. Stop that program, or choose another port with ${variable}.`,
    );
  return new Error(`UPixel cannot listen on ${host}, port ${port} (${variable}): ${error.message}.`, { cause: error });
}
