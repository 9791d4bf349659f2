import { type Logger, pino } from 'pino';

export type { Logger };

/**
 * One JSON line per event: `log.info({ generationId, ms }, 'stored')`. Ids, counts and durations only;
 * never a prompt, an address, a token or a URL that carries one.
 */
export function createLog(level: string, file?: string): Logger {
  const options = { level, base: null, serializers: { err: pino.stdSerializers.err } };
  return file === undefined ? pino(options) : pino(options, pino.destination({ dest: file, mkdir: true, sync: false }));
}
