import { createServer, type RequestListener, type Server } from 'node:http';
import { Server as NetServer } from 'node:net';

/** Starts a server, or says which variable chooses where. */
export async function listen(
  app: RequestListener,
  where: { port: number; variable: string; host: string },
): Promise<Server> {
  const server = createServer(app);
  // Longer than the usual 60 s of a load balancer, so that it and not we end an idle connection.
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(refused(error, where)));
    server.listen(where.port, where.host, resolve);
  });
  return server;
}

/** For an answer under way; what is slower belongs to somebody who does not read it, or to a page that stays open. */
const longestAnswerMs = 5_000;
/** A connection that a proxy keeps busy has its next request by then. */
const idleMs = 100;

/**
 * Stops a server: takes no new connections, ends idle ones, and each of the others with its next answer, as a proxy that keeps
 * them busy would never let go of them. After five seconds every connection is cut.
 */
export async function closeServer(server: Server, withinMs = longestAnswerMs): Promise<void> {
  // Before any other listener, so that the header is there when the answer begins.
  server.prependListener('request', (_request, response) => response.setHeader('connection', 'close'));
  // Not http's own close, which cuts idle connections at once: a proxy may just have sent the next request on one of them.
  const closed = new Promise<void>((resolve) => void NetServer.prototype.close.call(server, () => resolve()));
  const idle = setInterval(() => server.closeIdleConnections(), idleMs);
  const cut = setTimeout(() => server.closeAllConnections(), withinMs);
  await closed;
  clearInterval(idle);
  clearTimeout(cut);
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
