import { createServer, type RequestListener, type Server } from 'node:http';

/** Starts a server, or says which variable chooses another port. */
export async function listen(
  app: RequestListener,
  where: { port: number; variable: string; host: string },
): Promise<Server> {
  const server = createServer(app);
  // Longer than the usual 60 s of a load balancer, so that it and not we end an idle connection.
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(busyPort(error, where)));
    server.listen(where.port, where.host, resolve);
  });
  return server;
}

function busyPort(error: NodeJS.ErrnoException, { port, variable }: { port: number; variable: string }): Error {
  if (error.code !== 'EADDRINUSE') return error;
  return new Error(
    `Port ${port} is in use by another program. Stop that program, or choose another port with ${variable}.`,
  );
}
