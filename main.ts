import { existsSync } from 'node:fs';
import { ConfigError, readConfig, readSettings } from '#core/config.ts';
import { createDeps } from '#core/deps.ts';
import { prepareQueueServer } from '#core/queue/backend.ts';
import { migrate } from './prisma/migrate.ts';
import { isRole, longestStopMs, type Role, roles, startRoles } from './roles.ts';

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
  const stops: Array<() => Promise<void>> = [async () => sandbox?.stop()];
  let stopping: Promise<void> | undefined;
  const stopAll = () => {
    stopping ??= (async () => {
      for (const stop of stops.reverse()) await stop();
    })();
    return stopping;
  };
  const end = () => void stopAll().finally(() => process.exit(1));
  stopOnSignal(stopAll, Math.max(...wanted.map((role) => longestStopMs[role])));
  try {
    const config = readConfig({ ...process.env, ...sandbox?.env });
    const migrated = await migrate(config.databaseUrl, { keepNewer: production });
    await prepareQueueServer(config);
    const deps = createDeps(config);
    stops.push(deps.close);
    for (const notice of config.notices) {
      deps.log.warn(notice);
      if (!production) process.stderr.write(`${notice}\n`); // there the log goes to a file
    }
    if (migrated.newer)
      deps.log.warn(
        'the database follows the functions of a newer version; they were left so (npm run functions:apply, if going back was meant for good)',
      );
    else deps.log.info(migrated, 'database up to date');
    await sandbox?.prepare(deps);
    stops.push(await startRoles(deps, wanted, end));
    deps.log.info(
      { roles: wanted, queue: deps.backend.kind, ms: Math.round(performance.now() - startedAt) },
      'started',
    );
    process.send?.('ready'); // for whoever started this process
    sandbox?.printAddresses(config, performance.now() - startedAt);
  } catch (error) {
    await stopAll();
    throw error;
  }
}

/** Whether every vendor has its keys, so that nothing has to be stood in for. */
function complete(): boolean {
  try {
    readConfig();
    return true;
  } catch {
    return false;
  }
}

/**
 * A second Ctrl-C does not wait; one that npm passes on beside the terminal's own is the same one. Whatever else is said again, by whoever
 * watches over us, takes nobody's answer away.
 */
function stopOnSignal(stopAll: () => Promise<void>, longestMs: number) {
  let stoppingSince: number | undefined;
  const stop = (signal?: NodeJS.Signals) => {
    if (signal === 'SIGINT' && stoppingSince !== undefined && Date.now() - stoppingSince > 500) process.exit(1);
    if (stoppingSince !== undefined) return;
    stoppingSince = Date.now();
    // A server that is gone without a word keeps whoever says goodbye to it waiting.
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
  // Started by another Node process (a test): when that is gone, however it went, so are we.
  process.on('disconnect', () => stop());
  process.on('SIGTERM', stop);
  // Its terminal was closed, or whoever watches over it ends it so.
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
