export interface Sentinels {
  /** The Sentinels' name for the primary. */
  name: string;
  sentinels: Array<{ host: string; port: number }>;
  username?: string;
  password?: string;
  db?: number;
}

const sentinelUrl = /^redis\+sentinel:\/\/(?:([^:@/]*):([^@/]*)@)?([^@/]+)\/([^/]+)(?:\/(\d+))?$/;

/** `redis+sentinel://user:password@host:26379,host:26379/name/0`: user and password (of Redis) and the database are optional. */
export function sentinelsOf(url: string): Sentinels | undefined {
  const [, username, password, hosts, name, db] = sentinelUrl.exec(url) ?? [];
  if (hosts === undefined || name === undefined) return undefined;
  return {
    name: decodeURIComponent(name),
    sentinels: hosts.split(',').map((each) => {
      const [host = '', port = '26379'] = each.split(':');
      return { host, port: Number(port) };
    }),
    ...(username ? { username: decodeURIComponent(username) } : {}),
    ...(password ? { password: decodeURIComponent(password) } : {}),
    ...(db === undefined ? {} : { db: Number(db) }),
  };
}
