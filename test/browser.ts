import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

/** The browser that npm installed: nothing to set up first, and it asks nobody on the network for anything. */
export async function launchBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    args: [
      ...quietArgs,
      // Root, as in a container, may not use Chromium's own sandbox; nothing is opened but our own pages.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
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
