import { Redis, type RedisOptions } from 'ioredis';
import { sentinelsOf } from './sentinels.ts';

type Settings = Omit<RedisOptions, 'replyMapping'>;

/**
 * A connection that finds the primary again. After a failover it may be connected to a read-only server, which answers every
 * write with READONLY and everything else with success: then it reconnects, by the same name or through the Sentinels. The
 * failed write is still reported to its caller, because the next server may be no better.
 */
export function connectRedis(url: string, options: Settings): Redis {
  const settings: Settings = {
    connectTimeout: 5_000,
    keepAlive: 10_000,
    ...options,
    reconnectOnError: (error: Error) => error.message.includes('READONLY'),
  };
  const sentinels = sentinelsOf(url);
  const connection = sentinels
    ? // A connection to a primary that died without closing it is dropped as soon as the Sentinels choose another.
      new Redis({ ...sentinels, failoverDetector: true, ...settings })
    : new Redis(url, settings);
  connection.on('error', () => undefined); // each caller gets its own error
  return connection;
}
