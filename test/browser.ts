import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Browser, chromium as playwright } from 'playwright-core';

/** The browser that npm installed: nothing to set up, and no network access. */
export async function launchBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: join(await unpacked(), 'chromium'),
    args: [
      ...quietArgs,
      // Root, as in a container, may not use Chromium's own sandbox; only our own pages are opened.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
}

const root = fileURLToPath(new URL('..', import.meta.url));
const cache = join(root, 'node_modules/.cache');
const home = join(cache, 'chromium');

/**
 * The folder with the browser, which is either complete or missing. The library unpacks into the temporary folder and uses whatever
 * is there: half a browser if another test is just unpacking, or an earlier one was interrupted. So it gets its own temporary folder,
 * in its own process, since that folder is set for the whole process.
 */
async function unpacked(): Promise<string> {
  if (existsSync(home)) return home;
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'unpacking-'));
  const unpack = "import chromium from '@sparticuz/chromium'; await chromium.executablePath();";
  try {
    await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', unpack], {
      cwd: root,
      env: { ...process.env, TMPDIR: folder },
      timeout: 50_000,
    });
    await rename(folder, home);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    if (!existsSync(home)) throw error; // otherwise another process was quicker
  }
  return home;
}

const quietArgs = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-first-run',
  '--no-pings',
  // Containers have little shared memory.
  '--disable-dev-shm-usage',
  '--disable-gpu',
];
