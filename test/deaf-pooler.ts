import { connect as connectTo, createServer, type Socket } from 'node:net';

/**
 * Behaves as a pooler in transaction mode does with LISTEN: the statement succeeds, and no notification ever comes, because the
 * server's connection is lent to another client by then (pgbouncer 1.18 drops them, see its docs/features: "LISTEN: Never" for
 * transaction pooling). Everything else passes through unchanged.
 */
export async function startDeafPooler(databaseUrl: string): Promise<{ url: string; close(): Promise<void> }> {
  const target = new URL(databaseUrl);
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const database = connectTo(Number(target.port), target.hostname);
    for (const [from, to] of [
      [client, database],
      [database, client],
    ] as const) {
      open.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => to.destroy());
    }
    client.pipe(database);
    let rest = Buffer.alloc(0);
    database.on('data', (piece) => {
      rest = Buffer.concat([rest, piece]);
      // A letter, and a length that includes itself: https://www.postgresql.org/docs/current/protocol-message-formats.html
      while (rest.length >= 5 && rest.length >= rest.readUInt32BE(1) + 1) {
        const message = rest.subarray(0, rest.readUInt32BE(1) + 1);
        rest = rest.subarray(message.length);
        if (String.fromCharCode(message[0] ?? 0) !== 'A') client.write(message);
      }
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = new URL(databaseUrl);
  url.port = String((server.address() as { port: number }).port);
  return {
    url: url.href,
    async close() {
      const closed = new Promise((done) => server.close(done));
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}
