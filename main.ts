import { existsSync } from 'node:fs';
import { ConfigError, readConfig, readSettings } from '#core/config.ts';
import type { Deps } from '#core/deps.ts';
import { createStops } from '#core/stops.ts';
import { assemble } from './assemble.ts';
import { type Migrated, migrate } from './prisma/migrate.ts';
import { isRole, longestStopMs, type Role, roles } from './roles.ts';

/** Starts the roles named on the command line, or all of them, and stops them in order. */
async function main(args: string[]) {
  const startedAt = performance.now();
  const unknown = args.filter((arg) => !isRole(arg));
  if (unknown.length > 0)
    throw new ConfigError([`${unknown.join(', ')}: there are only the roles ${roles.join(', ')}`]);
  if (existsSync('.env')) process.loadEnvFile('.env');
  const wanted: readonly Role[] = args.length > 0 ? args.filter(isRole) : roles;
  const settings = readSettings();
  const production = settings.NODE_ENV === 'production';
  // Never in production: there a missing key is an error.
  const sandbox =
    production || complete() ? undefined : await (await import('./sandbox-env.ts')).startOwnSandbox(settings);
  const stops = createStops();
  if (sandbox) stops.add(sandbox.stop);
  const end = () => void stops.stop().finally(() => process.exit(1));
  stopOnSignal(stops.stop, Math.max(...wanted.map((role) => longestStopMs[role])));
  try {
    const config = readConfig({ ...process.env, ...sandbox?.env });
    const migrated = await migrate(config.databaseUrl, { keepNewer: production });
    const prepare = async (made: Deps) => {
      tell(made, migrated);
      await sandbox?.prepare(made);
    };
    const deps = await assemble(config, { roles: wanted, stops, prepare, end });
    deps.log.info(
      { roles: wanted, queue: deps.backend.kind, ms: Math.round(performance.now() - startedAt) },
      'started',
    );
    process.send?.('ready'); // for the process that started this one
    sandbox?.printAddresses(config, performance.now() - startedAt);
  } catch (error) {
    await stops.stop().catch(() => undefined); // only the reason for the failed start matters
    throw error;
  }
}

/** Logs what the person who starts it should know. */
function tell({ config, log }: Pick<Deps, 'config' | 'log'>, migrated: Migrated) {
  for (const notice of config.notices) {
    log.warn(notice);
    if (!config.production) process.stderr.write(`${notice}\n`); // in development the log goes to a file
  }
  if (migrated.newer)
    log.warn(
      'the database follows the functions of a newer version; they were left so (npm run functions:apply, if going back was meant for good)',
    );
  else log.info(migrated, 'database up to date');
}

/** Whether every vendor has its keys, so that no stand-in is needed. */
function complete(): boolean {
  try {
    readConfig();
    return true;
  } catch {
    return false;
  }
}

/**
 * A second Ctrl-C does not wait; one that npm passes on in addition to the terminal's own counts as the same. Repeated signals from a
 * process supervisor cut off nobody's answer.
 */
function stopOnSignal(stopAll: () => Promise<void>, longestMs: number) {
  let stoppingSince: number | undefined;
  const stop = (signal?: NodeJS.Signals) => {
    if (signal === 'SIGINT' && stoppingSince !== undefined && Date.now() - stoppingSince > 500) process.exit(1);
    if (stoppingSince !== undefined) return;
    stoppingSince = Date.now();
    // Saying goodbye to a server that vanished would wait for ever.
    setTimeout(() => {
      process.stderr.write(`\nUPixel did not stop within ${longestMs / 1_000} s, and ends as it is.\n`);
      process.exit(1);
    }, longestMs);
    stopAll().then(
      () => process.exit(0),
      (error) => fail(error),
    );
  };
  process.on('SIGINT', stop);
  // Started by another Node process (a test): if that ends, however it does, so do we.
  process.on('disconnect', () => stop());
  process.on('SIGTERM', stop);
  // Its terminal was closed, or a supervisor ends it this way.
  process.on('SIGHUP', stop);
}

function fail(error: unknown): never {
  const text = error instanceof Error ? error.message : String(error);
  process.stderr.write(`\nUPixel did not start. ${text}\n`);
  if (!(error instanceof ConfigError) && process.env.LOG_LEVEL === 'debug' && error instanceof Error)
    process.stderr.write(`${error.stack}\n`);
  process.exit(1);
}

main(process.argv.slice(2)).catch(fail);
