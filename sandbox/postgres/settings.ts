import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** What a data folder keeps from its first start. */
export interface Settings {
  /** Protects the port from other users of this machine. */
  password: string;
  port: number;
}

/** A requested port must be free; a remembered one is replaced if something else has taken it. */
export async function readSettings(dataDir: string, port: number | undefined): Promise<Settings> {
  const file = join(dataDir, 'settings.json');
  const known: Partial<Settings> = JSON.parse(await readFile(file, 'utf8').catch(() => '{}'));
  const password = known.password ?? randomBytes(18).toString('base64url');
  if (port !== undefined && !(await listens(port)))
    throw new Error(`Port ${port}, asked for the embedded PostgreSQL, is in use by another program.`);
  const settings = { password, port: port ?? (await listens(known.port ?? 0)) ?? (await listens(0)) ?? 0 };
  await writeFile(file, JSON.stringify(settings), { mode: 0o600 });
  return settings;
}

/** Listens for an instant; undefined if that is not possible. 0 takes any free port. */
function listens(port: number): Promise<number | undefined> {
  const server = createServer();
  return new Promise((done) => {
    server.once('error', () => done(undefined));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' ? address?.port : undefined));
    });
  });
}
