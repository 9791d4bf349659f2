import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import type { World } from './world.ts';

/** All lines that a world has logged so far; each comes into the file a moment later. */
export async function logged({ deps, env }: Pick<World, 'deps' | 'env'>): Promise<string> {
  const last = randomUUID();
  deps.log.warn(last);
  let text = '';
  const isThere = async () => {
    text = await readFile(`${env.UPIXEL_DATA_DIR}/upixel.log`, 'utf8');
    return text.includes(last);
  };
  await expect.poll(isThere).toBe(true);
  return text.slice(0, text.lastIndexOf('\n', text.indexOf(last)));
}
