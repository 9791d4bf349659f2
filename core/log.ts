import { mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Logger, pino } from 'pino';
import { keepLogFile, setAside } from './log-file.ts';
import { safeMessage } from './safe-error.ts';

export type { Logger };

/**
 * One JSON line per event: `log.info({ generationId, ms }, 'stored')`. Ids, counts and durations only;
 * never a prompt, an address, a token or a URL that carries one.
 */
export function createLog(level: string, file?: string): Logger {
  const options = { level, base: null, serializers: { err: describeError } };
  if (file === undefined) return pino(options);
  mkdirSync(dirname(file), { recursive: true });
  setAside(file, new Date());
  // Opened at once: a process that ends before pino has opened it would also report pino's error.
  // Its name is for opening it anew.
  const destination = Object.assign(pino.destination({ dest: openSync(file, 'a'), sync: false }), { file });
  keepLogFile(destination, file);
  return pino(options, destination);
}

/**
 * What may be logged of an error. The clients' errors contain the whole request, and so prompts, and URLs with
 * tokens: only its type, message and place in the code are kept.
 */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = 'code' in error ? String(error.code) : undefined;
  const status = 'status' in error ? Number(error.status) : undefined;
  return {
    type: error.name,
    message: safeMessage(error),
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
