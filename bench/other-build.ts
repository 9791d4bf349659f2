import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Another checkout of the product, built by its own packages. */
export interface OtherBuild {
  folder: string;
  /** Its commit, or else its folder's name. */
  name: string;
}

/**
 * Builds the checkout in this folder anew.
 * @throws Error with a sentence if its packages are not installed or it cannot be built
 */
export async function buildOther(path: string): Promise<OtherBuild> {
  const folder = resolve(path);
  await access(resolve(folder, 'node_modules')).catch(() => {
    throw new Error(`In ${folder} no packages are installed: run npm ci there first.`);
  });
  await run('npm', ['run', '-s', 'build'], { cwd: folder });
  const commit = await run('git', ['rev-parse', '--short', 'HEAD'], { cwd: folder }).catch(() => undefined);
  return { folder, name: commit?.stdout.trim() || basename(folder) };
}
