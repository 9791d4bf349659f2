import { readdirSync, readFileSync } from 'node:fs';
import pg from 'pg';

/** Linux counts in hundredths of a second, whatever the machine's own clock. */
const tickMs = 10;

interface Used {
  parent: number;
  /** Its own, and that of its children that have ended. */
  ownMs: number;
  endedMs: number;
}

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html; undefined if it is gone, or if this is not Linux. */
function used(pid: number): Used | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program is in brackets and may have brackets of its own.
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [, parent = 0, , , , , , , , , , user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields;
    return { parent, ownMs: (user + system) * tickMs, endedMs: (endedUser + endedSystem) * tickMs };
  } catch {
    return undefined;
  }
}

/** CPU that a process has used so far, in milliseconds. */
export const cpuMs = (pid: number): number => used(pid)?.ownMs ?? Number.NaN;

/** The same of a PostgreSQL server on this machine, all its processes together. */
export async function postgresCpu(databaseUrl: string): Promise<() => number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const server = used(rows[0]?.pid ?? 0)?.parent ?? 0;
  await client.end();
  return () => {
    const own = used(server);
    if (!own) return Number.NaN;
    const processes = readdirSync('/proc').flatMap((name) => used(Number(name)) ?? []);
    const children = processes.filter(({ parent }) => parent === server);
    return children.reduce((total, { ownMs }) => total + ownMs, own.ownMs + own.endedMs);
  };
}

/** Of all that this machine's cores could have done since the call, the share that they did; https://man7.org/linux/man-pages/man5/proc_stat.5.html. */
export function machineBusy(): () => number {
  const read = () => {
    const [, ...fields] = readFileSync('/proc/stat', 'utf8').split('\n', 1)[0]?.split(/\s+/).map(Number) ?? [];
    // Waiting for a disk is idling, too.
    const [idle = 0, waiting = 0] = fields.slice(3, 5);
    return { total: fields.slice(0, 8).reduce((sum, ticks) => sum + ticks, 0), idle: idle + waiting };
  };
  const before = read();
  return () => {
    const now = read();
    return 1 - (now.idle - before.idle) / (now.total - before.total);
  };
}
