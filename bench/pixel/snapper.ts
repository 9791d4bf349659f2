import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';

const run = promisify(execFile);

/** What it takes by itself: the processor's time of its own process, in milliseconds, and how large the picture came out. */
export interface SnapperRun {
  ms: number;
  columns: number;
  rows: number;
}

/**
 * Sprite Fusion's Pixel Snapper (https://github.com/Hugo-Dz/spritefusion-pixel-snapper, `input output`), which reads and writes PNG: decoding and
 * encoding are in its time. Undefined if it gives up on a picture.
 */
export async function runSnapper(program: string, png: Buffer): Promise<SnapperRun | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'upixel-snapper-'));
  const [from, to] = [join(folder, 'in.png'), join(folder, 'out.png')];
  try {
    await writeFile(from, png);
    // `times` prints what the shell took, and below it what its children took.
    const { stdout } = await run('sh', ['-c', '"$0" "$1" "$2" >/dev/null && times', program, from, to]);
    const { width = 0, height = 0 } = await sharp(to).metadata();
    return { ms: childrenMs(stdout), columns: width, rows: height };
  } catch {
    return undefined;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Of `0m0.000s 0m0.000s` twice: user and system. */
function childrenMs(times: string): number {
  const children = times.trim().split('\n').at(-1) ?? '';
  const seconds = [...children.matchAll(/(\d+)m([\d.]+)s/g)].map(
    ([, minutes, rest]) => 60 * Number(minutes) + Number(rest),
  );
  return 1_000 * seconds.reduce((sum, each) => sum + each, 0);
}
