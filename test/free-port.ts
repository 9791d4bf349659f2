import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below the ports that systems assign themselves (32768 and up on Linux), so that no connection made meanwhile takes it. */
const range = { from: 12_000, to: 20_000 };

/** A free port belongs to nobody until a server listens on it, so each process of a test run searches its own share, one port after another. */
const share = 1_000;
const shares = (range.to - range.from) / share;
const first = range.from + (Number(process.env.VITEST_POOL_ID ?? 0) % shares) * share;
let next = randomInt(share);

/** An unused port, for a server that must know its port before it starts. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = first + next;
    next = (next + 1) % share;
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
