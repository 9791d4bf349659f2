import { type Logger, pino } from 'pino';

export type { Logger };

/**
 * One JSON line per event: `log.info({ generationId, ms }, 'stored')`. Ids, counts and durations only;
 * never a prompt, an address, a token or a URL that carries one.
 */
export function createLog(level: string, file?: string): Logger {
  const options = { level, base: null, serializers: { err: describeError } };
  return file === undefined ? pino(options) : pino(options, pino.destination({ dest: file, mkdir: true, sync: false }));
}

/**
 * What may be logged of an error. The clients' errors carry the whole request with them, and with it prompts, and URLs with
 * tokens: only what kind of error it was, what it said, and where it happened is kept.
 */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = 'code' in error ? String(error.code) : undefined;
  const status = 'status' in error ? Number(error.status) : undefined;
  return {
    type: error.name,
    message: withoutUrls(error.message),
    code,
    status,
    // The first lines repeat the message.
    stack: error.stack
      ?.split('\n')
      .filter((line) => line.startsWith('    at '))
      .slice(0, 12),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}

const withoutUrls = (text: string) => text.replace(/\b[a-z]+:\/\/\S+/gi, '[url]').slice(0, 500);
