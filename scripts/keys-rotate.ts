import { existsSync } from 'node:fs';
import { readConfig } from '#core/config.ts';
import { createDeps } from '#core/deps.ts';
import { rotateKeys } from '#core/keys/rotate.ts';

/** `npm run keys:rotate`: the last step but one of changing ENCRYPTION_KEY (docs/deploy.md, Keys). Run again, it finds nothing to do. */
async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = readConfig();
  if (!config.otherEncryptionKey)
    throw new Error('ENCRYPTION_KEY_OTHER is not set: it is the key that was ENCRYPTION_KEY until now');
  const deps = createDeps({ ...config, logFile: undefined, logLevel: 'silent' });
  try {
    const { keys, rows } = await rotateKeys(deps);
    process.stdout.write(
      `Wrapped anew: ${keys} keys, ${rows} tokens and mails. ENCRYPTION_KEY_OTHER can be taken away now.\n`,
    );
  } finally {
    await deps.close();
  }
}

main().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
