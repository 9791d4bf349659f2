import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readSettings } from '#core/config.ts';

/** For a command on a server: DATABASE_URL, or the database of an `npm start` that runs on this machine. */
export async function databaseUrl(): Promise<string> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const { DATABASE_URL: url, NODE_ENV: mode, UPIXEL_DATA_DIR: dataDir } = readSettings();
  if (url !== undefined) return url;
  if (mode === 'production') throw new Error('DATABASE_URL is not set');
  const { urlOfRunning } = await import('#sandbox/postgres/start.ts');
  const running = await urlOfRunning(join(dataDir, 'postgres'));
  if (running === undefined)
    throw new Error('DATABASE_URL is not set, and no UPixel runs here: start it with npm start');
  return running;
}
