import { freePort } from '#test/free-port.ts';
import { startProxy } from '#test/proxy.ts';

/** Where a server is to listen, and where others reach it. */
export interface Place {
  port: number;
  /** Without a trailing slash. */
  address: string;
}

export interface Line extends Place {
  close(): Promise<void>;
}

/** A line to a server on an unused port: a round trip takes `latencyMs` longer than the machine itself needs. */
export async function openLine(latencyMs: number): Promise<Line> {
  const port = await freePort();
  const own = `http://127.0.0.1:${port}`;
  if (latencyMs === 0) return { port, address: own, close: () => Promise.resolve() };
  const { through, close } = await startProxy(own, { delayMs: latencyMs / 2 });
  return { port, address: new URL(through(own)).origin, close };
}
