import { Redis, type RedisOptions } from 'ioredis';
import { sentinelsOf } from './sentinels.ts';

type Settings = Omit<RedisOptions, 'replyMapping'>;

/**
 * A connection that finds the primary again. After a failover it may be left with a server that only reads, which answers every
 * write with READONLY and everything else with success: then it connects anew, by the same name or through the Sentinels. Whoever
 * wrote hears of it, because the next server may be no better.
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
    ? // A primary that died without closing its connections is let go of as soon as the Sentinels chose another.
      new Redis({ ...sentinels, failoverDetector: true, ...settings })
    : new Redis(url, settings);
  connection.on('error', () => undefined); // each caller gets its own error
  return connection;
}
