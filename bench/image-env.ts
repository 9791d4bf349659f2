import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the image of a checkout sets for its processes: allocator and heap are part of how the product runs in production. */
export async function imageEnv(folder: string): Promise<Record<string, string>> {
  const dockerfile = await readFile(join(folder, 'Dockerfile'), 'utf8');
  const lines = dockerfile.matchAll(/^ENV ([A-Z_]+)="?(.*?)"?$/gm);
  return Object.fromEntries([...lines].map(([, name = '', value = '']) => [name, value]));
}
